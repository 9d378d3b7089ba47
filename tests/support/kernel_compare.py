"""The native kernel's functions beside the NumPy forms, bit by bit. Knows operands, nothing of any function's steps."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from maths_inputs import operands
from numpy.typing import NDArray

from featc_runtime import batch
from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm_pow import pow_columns
from featc_runtime.batch.native import BINARY, UNARY, Kernel

Form: TypeAlias = Callable[..., Floats]

FUNCTIONS = (*UNARY, *BINARY)
#: Random rows of each kind beside a function's boundaries.
ROWS = 40_000


def native_form(native: Kernel, name: str) -> Form:
    return native.binary[name] if name in BINARY else native.unary[name]


def numpy_form(name: str) -> Form:
    """It stands behind the kernel's, if that is installed here and wanted."""
    found: Form = inspect.unwrap(pow_columns if name == "pow" else getattr(batch, f"{name}_float64"))
    return found


def bits(column: Floats) -> NDArray[np.int64]:
    """Those of the one NaN for every NaN."""
    return np.where(np.isnan(column), np.nan, column).view(np.int64)


def called(form: Form, columns: Sequence[Floats | float]) -> NDArray[np.int64]:
    with np.errstate(all="ignore"):
        return bits(form(*columns))


def columns_of(name: str, rows: int = ROWS, seed: int = 3) -> list[Floats]:
    """A function's operands: boundaries of branches, any bits, subnormals, all magnitudes, near 1, whole numbers."""
    rng = np.random.default_rng([seed, *name.encode()])
    arity = 2 if name in BINARY else 1
    signs = rng.choice((-1.0, 1.0), (arity, rows))
    adverse = np.array(operands(name, 3000, seed)).T
    parts = [
        adverse,
        rng.integers(0, 2**64, (arity, rows), dtype=np.uint64).view(np.float64),
        rng.integers(0, 2**52, (arity, rows)).view(np.float64) * signs,
        np.exp(rng.uniform(-45.0, 45.0, (arity, rows))) * signs,
        rng.normal(1.0, 0.4, (arity, rows)),
        rng.integers(-40, 40, (arity, rows)).astype(np.float64),
    ]
    return list(np.concatenate(parts, axis=1))


def wrong_rows(native: Kernel, name: str, columns: Sequence[Floats]) -> list[list[str]]:
    """Some operands, in hexadecimal, for which the two differ."""
    wrong = np.flatnonzero(called(native_form(native, name), columns) != called(numpy_form(name), columns))
    return [[float(c[i]).hex() for c in columns] for i in wrong[:5].tolist()]
