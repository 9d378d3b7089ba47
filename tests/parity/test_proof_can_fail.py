"""The proof can fail: an operator broken in one backend, subtly, is found within the usual number of programs."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import parity
import pytest
from parity import PROGRAMS, ParityError, check, replay, save_regression
from programs import for_programs
from shrink import shrink

from featc_runtime import batch, scalar
from featc_runtime.service import codec

Break = Callable[[pytest.MonkeyPatch], None]


def breaks_floordiv(patch: pytest.MonkeyPatch) -> None:
    """Integer division that rounds toward zero, in batch."""

    def toward_zero(x: Any, y: Any) -> Any:
        x, y = np.broadcast_arrays(x, y)
        safe = np.where(y == 0, 1, y)
        return np.where(y == 0, 0, np.trunc(x / safe).astype(np.int64)), y != 0

    patch.setattr(batch, "floordiv_int64", toward_zero)


def breaks_round(patch: pytest.MonkeyPatch) -> None:
    """A half rounded away from zero, on rows."""
    whole = scalar.round_float64

    def away(x: float) -> float:
        half = math.isfinite(x) and abs(x) < 2**52 and abs(x) % 1.0 == 0.5
        return math.copysign(math.floor(abs(x)) + 1.0, x) if half else whole(x)

    patch.setattr(scalar, "round_float64", away)


def breaks_lower(patch: pytest.MonkeyPatch) -> None:
    """Python's own lower case, which knows the final sigma and another Unicode version, on rows."""
    patch.setattr(scalar, "lower_string", str.lower)


def breaks_logarithm(patch: pytest.MonkeyPatch) -> None:
    """The C library's logarithm, nearly always right, in batch."""
    patch.setattr(batch, "log_float64", lambda x: np.where(np.isnan(x) | (x < 0), math.nan, np.log(x)))


def breaks_zone(patch: pytest.MonkeyPatch) -> None:
    """A zone whose changes come a second late, in batch."""
    whole = batch.at
    patch.setattr(batch, "at", lambda t, zone: whole(t - 1_000_000, zone) + 1_000_000)


def breaks_null_rule(patch: pytest.MonkeyPatch) -> None:
    """`and` that gives null where either side is null, in batch."""
    whole = batch.and_null
    patch.setattr(batch, "and_null", lambda x, x_ok, y, y_ok: (whole(x, x_ok, y, y_ok)[0], x_ok & y_ok))


def breaks_null_safe_equality(patch: pytest.MonkeyPatch) -> None:
    """`is_same` that finds two nulls different, on rows."""
    patch.setattr(scalar, "is_same", lambda x, y: x == y and x is not None)


def breaks_sign_of_zero(patch: pytest.MonkeyPatch) -> None:
    """`least` that loses the sign of zero, in batch."""
    whole = batch.least_float64
    patch.setattr(batch, "least_float64", lambda x, y: whole(x, y) + 0.0)


def breaks_split(patch: pytest.MonkeyPatch) -> None:
    """`split_part` that gives "" where there is no part, on rows."""
    whole = scalar.split_part_string
    patch.setattr(scalar, "split_part_string", lambda *args: whole(*args) or "")


def breaks_list_position(patch: pytest.MonkeyPatch) -> None:
    """A negative position that counts from the end, on rows."""
    patch.setattr(scalar, "element", lambda x, i: x[i] if -len(x) <= i < len(x) else None)


def breaks_wire(patch: pytest.MonkeyPatch) -> None:
    """Durations whose negative nanoseconds are dropped, in the service."""
    whole = codec._READ["duration"]

    def read(message: Any) -> int:
        value: int = whole(message)
        return value if message.nanos >= 0 else message.seconds * 1_000_000

    patch.setitem(codec._READ, "duration", read)


BREAKS = [value for name, value in sorted(globals().items()) if name.startswith("breaks_")]


@pytest.mark.parametrize("broken", BREAKS, ids=lambda b: b.__name__.removeprefix("breaks_"))
def test_a_broken_operator_is_found(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch)
    targets = ("service",) if broken is breaks_wire else ("batch", "row")
    with pytest.raises(ParityError, match="differs from the interpreter"):
        for_programs(lambda d: check(d.source, d.seed, targets=targets), PROGRAMS)


def test_a_failure_is_shrunk_blamed_and_saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parity, "REGRESSIONS", tmp_path / "regressions")
    with monkeypatch.context() as broken:
        breaks_split(broken)
        with pytest.raises(ParityError) as found:
            for_programs(lambda d: check(d.source, d.seed), PROGRAMS)
        small = shrink(found.value)
        assert small.op == "split_part.string"
        assert "first node that differs: split_part.string(" in str(small)
        assert small.source.count("feature ") == 1
        assert len(small.source) < len(found.value.source) / 2
        path = save_regression(small)
        with pytest.raises(ParityError):
            replay(path)
    replay(path)
