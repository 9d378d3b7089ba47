"""The same bits whatever the width of the processor's vectors, the C library's variants, hash seed, zone and locale."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest
import table_bits
from numpy._core import _multiarray_umath as numpy_core  # the only place that tells what NumPy dispatches on


def enabled() -> list[str]:
    """The processor's features for which NumPy has loops of their own here, narrow ones first."""
    return [name for name in numpy_core.__cpu_dispatch__ if numpy_core.__cpu_features__[name]]


#: What each run is told. Features are switched off for NumPy, and for the C library's own mathematics.
ENVIRONMENTS: dict[str, dict[str, str]] = {
    "narrow vectors, no fused multiply-add": {
        "NPY_DISABLE_CPU_FEATURES": " ".join(enabled()),
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-FMA,-FMA_Usable,-AVX512F",
        "PYTHONHASHSEED": "0",
        "LANG": "C.UTF-8",
    },
    "vectors of middle width, another zone, no locale": {
        "NPY_DISABLE_CPU_FEATURES": " ".join(enabled()[1:]),
        "PYTHONHASHSEED": "4242",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
}


@pytest.fixture(scope="module")
def here() -> list[str]:
    return table_bits.everything()


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
@pytest.mark.thorough
def test_the_environment_changes_no_bit(environment: Mapping[str, str], here: list[str]) -> None:
    command = [sys.executable, "-W", "error::ImportWarning", table_bits.__file__]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == here


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_the_features_are_off(environment: Mapping[str, str]) -> None:
    told = "from numpy._core._multiarray_umath import __cpu_features__ as f; print(*(n for n in f if f[n]))"
    done = subprocess.run(
        [sys.executable, "-c", told], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    left = set(done.stdout.split())
    assert left.isdisjoint(environment["NPY_DISABLE_CPU_FEATURES"].split())
    assert left.isdisjoint(name for name in enabled() if "AVX512" in name) or not enabled()


def test_the_digest_sees_a_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    """One float of one row that is another in its last bit changes the digest."""
    import numpy as np

    from featc_runtime import batch

    monkeypatch.setattr(table_bits, "cases", lambda: iter([("wide", table_bits.SOURCE, 300)]))
    before = table_bits.digests()
    whole = batch.log1p_float64

    def broken(x: np.ndarray) -> np.ndarray:
        found = whole(x).copy()
        place = int(np.flatnonzero(np.isfinite(found))[0])
        found[place] = np.nextafter(found[place], np.inf)
        return found

    monkeypatch.setattr(batch, "log1p_float64", broken)
    assert before != table_bits.digests()
