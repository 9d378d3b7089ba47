"""Both Python forms of an elementary function beside the bits that it must give. Knows no oracle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from maths_inputs import from_bits, to_bits
from numpy.typing import NDArray

from featc_runtime import batch, scalar

Call = tuple[float, ...]


def column(function: str, calls: Sequence[Call]) -> NDArray[np.float64]:
    """The vectorised form's values for all calls at once."""
    with np.errstate(all="ignore"):
        found: NDArray[np.float64] = getattr(batch, f"{function}_float64")(*map(np.array, zip(*calls, strict=True)))
    return found


def differences(function: str, calls: Sequence[Call], wanted: Sequence[int]) -> Iterator[str]:
    """What the scalar form, or the vectorised one on all calls at once, answers otherwise."""
    one = getattr(scalar, f"{function}_float64")
    for call, bits, value in zip(calls, wanted, column(function, calls).tolist(), strict=True):
        alone = one(*call)
        if to_bits(alone) != bits or to_bits(value) != bits:
            shown = f"{function}({', '.join(v.hex() for v in call)})"
            yield f"{shown}: {alone.hex()} and {value.hex()} instead of {from_bits(bits).hex()}"


def differences_alone(function: str, calls: Sequence[Call], wanted: Sequence[int]) -> Iterator[str]:
    """What the vectorised form answers otherwise where each call is a column of its own.

    So no row is mended only because of what stands beside it.
    """
    for call, bits in zip(calls, wanted, strict=True):
        value = float(column(function, [call])[0])
        if to_bits(value) != bits:
            yield f"{function}({', '.join(v.hex() for v in call)}) alone: {value.hex()}, not {from_bits(bits).hex()}"
