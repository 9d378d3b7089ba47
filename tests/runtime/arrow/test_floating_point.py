"""A process whose arithmetic is not IEEE's is found in the thread where it is so."""

import ctypes
import ctypes.util
import platform
import struct

import numpy as np
import pyarrow as pa
import pytest

from featc_runtime.arrow import Field, Module, Output
from featc_runtime.errors import EnvironmentFault
from featc_runtime.floating_point import check_floating_point
from featc_runtime.row import RowEntry

#: Where glibc's fenv_t has the control bits of its processor, and the bits: flush results, take operands as zero.
CONTROL = {"x86_64": (28, {"flush": 1 << 15, "operands": 1 << 6}), "aarch64": (0, {"flush": 1 << 24})}
OFFSET, MODES = CONTROL.get(platform.machine(), (0, {}))
ROUNDING = {"x86_64": (0x400, 0x800, 0xC00), "aarch64": (0x400000, 0x800000, 0xC00000)}.get(platform.machine(), ())


class Broken:
    """A block in which this thread's floating point is changed."""

    def __init__(self, mode=None, rounding=None):
        self.libm = ctypes.CDLL(ctypes.util.find_library("m") or "libm.so.6")
        self.mode, self.rounding = mode, rounding
        self.before = ctypes.create_string_buffer(64)

    def __enter__(self):
        self.libm.fegetenv(self.before)
        changed = ctypes.create_string_buffer(self.before.raw, 64)
        if self.mode:
            (control,) = struct.unpack_from("<I", changed, OFFSET)
            struct.pack_into("<I", changed, OFFSET, control | self.mode)
            self.libm.fesetenv(changed)
        else:
            self.libm.fesetround(self.rounding)

    def __exit__(self, *error):
        self.libm.fesetenv(self.before)


def test_a_healthy_thread_passes():
    check_floating_point()


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_flushing_is_found(mode):
    with pytest.raises(EnvironmentFault, match=r"flushes subnormal numbers to zero.*-ffast-math"), Broken(mode):
        check_floating_point()
    check_floating_point()


@pytest.mark.parametrize("rounding", ROUNDING)
def test_other_rounding_is_found(rounding):
    with pytest.raises(EnvironmentFault, match="does not round floating point to nearest"), Broken(rounding=rounding):
        check_floating_point()


def test_calls_look_in_the_thread_that_computes():
    module = Module(
        "t.v1", (Field("x", "float64"),), (Output("y", "float64"),), lambda c: ((c.values("x"), None),), fingerprint=""
    )
    table = pa.table({"x": np.arange(10.0)})
    entry = RowEntry((Field("x", "float64"),))
    mode = next(iter(MODES.values()))
    with pytest.raises(EnvironmentFault), Broken(mode):
        module.transform(table, threads=1)
    with pytest.raises(EnvironmentFault), Broken(mode):
        entry({"x": 1.0})
    with pytest.raises(EnvironmentFault), Broken(mode):  # new threads begin with the control bits of their parent
        module.transform(table, threads=2, chunk_rows=2)
    assert module.transform(table, threads=2, chunk_rows=2).num_rows == 10
