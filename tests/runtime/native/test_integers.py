"""The kernel's functions of int64 columns give what the NumPy forms give."""

from __future__ import annotations

from collections.abc import Callable

import kernel
import numpy as np
import pytest

from featc_runtime import batch
from featc_runtime.batch import categories, times
from featc_runtime.batch.columns import Ints
from featc_runtime.batch.native import Kernel
from featc_runtime.scalar.limits import INT64_MAX, INT64_MIN, TIME_MAX, TIME_MIN

CLOCKS = ("hour", "minute", "second", "millisecond", "microsecond")


@pytest.fixture
def native(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Puts the kernel in the place of the NumPy forms, which are there before, when called."""

    def put(found: Kernel | None) -> None:
        for module in (categories, times):
            monkeypatch.setattr(module, "KERNEL", found)

    put(None)
    return lambda: put(Kernel(kernel.library()))


def moments() -> Ints:
    rng = np.random.default_rng(3)
    edges = [
        TIME_MIN,
        TIME_MAX,
        0,
        -1,
        *(k * unit + d for unit in (10**6, 6 * 10**7, 36 * 10**8) for k in (-7, 1, 25) for d in (-1, 0, 1)),
    ]
    found = np.concatenate(
        [np.array(edges), rng.integers(TIME_MIN, TIME_MAX, 20_000), rng.integers(-(10**12), 10**12, 20_000)]
    )
    return found.astype(np.int64)


@pytest.mark.parametrize("part", CLOCKS)
def test_clock(part: str, native: Callable[[], None]) -> None:
    function = getattr(batch, f"{part}_datetime")
    expected = function(moments())
    native()
    found = function(moments())
    assert found.dtype == np.int64
    assert found.tolist() == expected.tolist()
    assert function(moments()[::-3]).tolist() == expected[::-3].tolist()
    assert function(moments()[:0]).tolist() == []


@pytest.mark.parametrize("buckets", [1, 2, 3, 977, 4096, 10**9 + 7, 2**31 - 1, 2**32, 2**62 + 1, INT64_MAX])
def test_hash_bucket(buckets: int, native: Callable[[], None]) -> None:
    rng = np.random.default_rng(4)
    x = np.concatenate([[INT64_MIN, INT64_MAX, 0, 1, -1], rng.integers(INT64_MIN, INT64_MAX, 20_000), np.arange(5000)])
    expected = batch.hash_bucket_int64(x, buckets)
    native()
    assert batch.hash_bucket_int64(x, buckets).tolist() == expected.tolist()
