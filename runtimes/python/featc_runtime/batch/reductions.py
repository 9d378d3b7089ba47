"""Vectorised operations that make one value of a list (SEMANTICS.md#reductions): sums, means, variances, products.
Knows exact sums; no operator of another family.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import AnyLists, Bools, Floats, Ints, Ragged, flatten
from featc_runtime.batch.exact_round import int_segment_means, segment_means, segment_sums
from featc_runtime.batch.exact_variance import int_segment_variances, segment_variances
from featc_runtime.batch.list_arithmetic import paired
from featc_runtime.batch.ragged import counts, present

__all__ = [
    "all_list",
    "any_list",
    "cosine_float64",
    "dot_float64",
    "l2_norm_float64",
    "mean_float64",
    "mean_int64",
    "stddev_pop_float64",
    "stddev_pop_int64",
    "stddev_samp_float64",
    "stddev_samp_int64",
    "sum_float64",
    "sum_int64",
    "var_pop_float64",
    "var_pop_int64",
    "var_samp_float64",
    "var_samp_int64",
]


def sum_float64(x: AnyLists) -> Floats:
    """The exact sum of what is not null, rounded once."""
    values = present(x)
    return segment_sums(_numbers(values), values.offsets)


def sum_int64(x: AnyLists) -> Ints:
    """The sum of what is not null, wrapped."""
    values = present(x)
    running = np.zeros(len(values.items) + 1, np.int64)
    np.cumsum(_numbers(values), out=running[1:])
    return np.diff(running[values.offsets])


def mean_float64(x: AnyLists) -> tuple[Floats, Bools]:
    """The exact mean of what is not null, rounded once; not ok of nothing."""
    values = present(x)
    return segment_means(_numbers(values), values.offsets), values.lengths > 0


def mean_int64(x: AnyLists) -> tuple[Floats, Bools]:
    """The exact mean of what is not null, rounded once; not ok of nothing."""
    values = present(x)
    return int_segment_means(_numbers(values), values.offsets), values.lengths > 0


def var_samp_float64(x: AnyLists) -> tuple[Floats, Bools]:
    """The exact variance of a sample, rounded once; not ok of fewer than two."""
    values = present(x)
    return segment_variances(_numbers(values), values.offsets, 1), values.lengths > 1


def var_pop_float64(x: AnyLists) -> tuple[Floats, Bools]:
    """The exact variance of a population, rounded once; not ok of nothing."""
    values = present(x)
    return segment_variances(_numbers(values), values.offsets, 0), values.lengths > 0


def var_samp_int64(x: AnyLists) -> tuple[Floats, Bools]:
    """The exact variance of a sample, rounded once; not ok of fewer than two."""
    values = present(x)
    return int_segment_variances(_numbers(values), values.offsets, 1), values.lengths > 1


def var_pop_int64(x: AnyLists) -> tuple[Floats, Bools]:
    """The exact variance of a population, rounded once; not ok of nothing."""
    values = present(x)
    return int_segment_variances(_numbers(values), values.offsets, 0), values.lengths > 0


def stddev_samp_float64(x: AnyLists) -> tuple[Floats, Bools]:
    found, ok = var_samp_float64(x)
    return np.sqrt(found), ok


def stddev_pop_float64(x: AnyLists) -> tuple[Floats, Bools]:
    found, ok = var_pop_float64(x)
    return np.sqrt(found), ok


def stddev_samp_int64(x: AnyLists) -> tuple[Floats, Bools]:
    found, ok = var_samp_int64(x)
    return np.sqrt(found), ok


def stddev_pop_int64(x: AnyLists) -> tuple[Floats, Bools]:
    found, ok = var_pop_int64(x)
    return np.sqrt(found), ok


def any_list(x: AnyLists) -> Bools:
    """Whether an element is true."""
    flat = flatten(x)
    items = _numbers(flat)
    found: Bools = counts(items if flat.items_ok is None else items & flat.items_ok, flat.offsets) > 0
    return found


def all_list(x: AnyLists) -> Bools:
    """Whether no element is false."""
    flat = flatten(x)
    wrong = ~_numbers(flat)
    found: Bools = counts(wrong if flat.items_ok is None else wrong & flat.items_ok, flat.offsets) == 0
    return found


def dot_float64(x: AnyLists, y: AnyLists) -> tuple[Floats, Bools]:
    """The exact sum of the rounded products, rounded once; not ok for unlike lengths and where an element is null."""
    products, ok = paired(np.multiply, x, y)
    flat = flatten(products)
    for held in {id(x): x, id(y): y}.values():
        if held.items_ok is not None:
            other = flatten(held)
            ok = ok & (counts(~held.items_ok.ravel(), other.offsets) == 0)
    return segment_sums(_numbers(flat), flat.offsets), ok


def l2_norm_float64(x: AnyLists) -> tuple[Floats, Bools]:
    """The square root of the dot product of x with itself."""
    found, ok = dot_float64(x, x)
    return np.sqrt(found), ok


def cosine_float64(x: AnyLists, y: AnyLists) -> tuple[Floats, Bools]:
    """The dot product divided by both norms; not ok as for ``dot_float64``."""
    product, ok = dot_float64(x, y)
    one, other = l2_norm_float64(x)[0], l2_norm_float64(y)[0]
    found = product / (one * other)
    found[~ok] = 0.0
    return found, ok


def _numbers(x: Ragged) -> NDArray[Any]:
    """The elements, which are no strings."""
    assert isinstance(x.items, np.ndarray)
    return x.items
