"""A process whose arithmetic is not IEEE's is found in the thread where it is so."""

import ctypes
import ctypes.util
import platform
import struct
import threading

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


#: Every way in which a library may have changed a thread, by name.
FAULTS = {name: Broken(mode=mode) for name, mode in MODES.items()}
FAULTS |= {f"rounding {mode:#x}": Broken(rounding=mode) for mode in ROUNDING}

FIELDS = (Field("x", "float64"),)
TABLE = pa.table({"x": np.arange(10.0)})


def module(compute=lambda chunk: ((chunk.values("x"), None),)):
    return Module("t.v1", FIELDS, (Output("y", "float64"),), compute, fingerprint="")


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_calls_look_in_the_thread_that_computes(fault):
    whole, entry = module(), RowEntry(FIELDS)
    with pytest.raises(EnvironmentFault), fault:
        whole.transform(TABLE, threads=1)
    with pytest.raises(EnvironmentFault), fault:
        entry({"x": 1.0})
    with pytest.raises(EnvironmentFault), fault:  # new threads begin with the control bits of their parent
        whole.transform(TABLE, threads=2, chunk_rows=2)
    with pytest.raises(EnvironmentFault), fault:
        list(whole.transform_batches(TABLE, threads=2, chunk_rows=2))
    assert whole.transform(TABLE, threads=2, chunk_rows=2).num_rows == 10


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_thread_that_changes_between_chunks_is_found(fault, threads):
    """As when a library is loaded by what a thread computes: the next chunk of that thread is refused."""
    entered = []

    def compute(chunk):
        fault.__enter__()
        entered.append(threading.get_ident())
        return ((chunk.values("x"), None),)

    try:
        with pytest.raises(EnvironmentFault):
            module(compute).transform(TABLE, threads=threads, chunk_rows=1)
    finally:
        fault.__exit__()
    assert len(set(entered)) == len(entered) <= threads
    check_floating_point()
