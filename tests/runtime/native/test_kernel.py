"""The native kernel has the bits of the NumPy forms and of StrictMath, at every width of vectors."""

from __future__ import annotations

import re
import runpy
import shutil

import kernel
import numpy as np
import pytest
from kernel_compare import FUNCTIONS, bits, called, columns_of, native_form, numpy_form, wrong_rows
from maths_inputs import operands
from project import ROOT, run_good
from vectors import read_vectors, vector_files

from featc_runtime import scalar
from featc_runtime.batch.columns import Floats
from featc_runtime.batch.native import BINARY, Kernel
from featc_runtime.floating_point import check_floating_point

FILES = vector_files()


@pytest.fixture(scope="module", params=range(3))
def native(request: pytest.FixtureRequest) -> Kernel:
    """The kernel at each width that the processor has; where it has fewer, at the narrowest again."""
    found = kernel.levels()
    return Kernel(kernel.library(), found[min(request.param, len(found) - 1)])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_has_the_bits_of_the_vectors(name: str, native: Kernel) -> None:
    vectors = [v for v in read_vectors(FILES[f"{name}.float64"]) if None not in v.args]
    assert vectors
    columns = [np.array(c, dtype=np.float64) for c in zip(*(v.args for v in vectors), strict=True)]
    expected = bits(np.array([v.expect for v in vectors], dtype=np.float64))
    assert called(native_form(native, name), columns).tolist() == expected.tolist()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_has_the_bits_of_the_numpy_form(name: str, native: Kernel) -> None:
    assert not wrong_rows(native, name, columns_of(name))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_cut_has_the_same_bits(name: str, native: Kernel) -> None:
    """Any number of rows, at any place in memory, in any order, contiguous or not, to be read only."""
    columns = [c[:4000] for c in columns_of(name, 1000)]
    form = native_form(native, name)
    whole = called(form, columns).tolist()
    for rows in (0, 1, 2, 3, 7, 8, 9, 15, 17, 511, 512, 513, 1025):
        assert called(form, [c[3 : 3 + rows] for c in columns]).tolist() == whole[3 : 3 + rows]
    assert called(form, [c[::-1] for c in columns]).tolist() == whole[::-1]
    assert called(form, [c[::3] for c in columns]).tolist() == whole[::3]
    assert called(form, [crooked(c) for c in columns]).tolist() == whole


def crooked(column: Floats) -> Floats:
    """The column at an odd address, not to be written."""
    octets = np.empty(column.nbytes + 8, dtype=np.uint8)
    moved: Floats = octets[1 : 1 + column.nbytes].view(np.float64)
    moved[:] = column
    moved.flags.writeable = False
    return moved


@pytest.mark.parametrize("name", FUNCTIONS)
def test_has_the_same_bits_alone(name: str, native: Kernel) -> None:
    """Each operand in a column of its own, so that none is mended only because of what stands beside it."""
    form, one = native_form(native, name), getattr(scalar, f"{name}_float64")
    for row in operands(name, 600, seed=4)[:600]:
        expected = bits(np.array([one(*row)]))
        assert called(form, [np.array([v]) for v in row]).tolist() == expected.tolist(), row


@pytest.mark.parametrize("name", BINARY)
def test_one_number_for_all_rows(name: str, native: Kernel) -> None:
    left, right = (c[:2000] for c in columns_of(name, 1000))
    form = native_form(native, name)
    for number in (0.0, 0.5, 1.0, 2.0, -1.0, 2.5, -3.0, np.nan, np.inf, 1e300):
        filled = np.full(2000, number)
        assert called(form, [left, number]).tolist() == called(numpy_form(name), [left, filled]).tolist()
        assert called(form, [number, right]).tolist() == called(numpy_form(name), [filled, right]).tolist()


def test_arithmetic_stays_exact(native: Kernel) -> None:
    """Loading the library changes no mode of the processor."""
    assert native.level in kernel.levels()
    check_floating_point()


def disassembled() -> str:
    if shutil.which("objdump") is None:
        pytest.skip("objdump is not installed")
    return run_good(["objdump", "-d", "--no-show-raw-insn", kernel.library()])


def test_no_operation_is_fused() -> None:
    """No fused multiply-add, of x86 or ARM, among the instructions; a multiplication is, so they were read."""
    lines = [line.split("\t") for line in disassembled().splitlines()]
    instructions = {parts[1].split()[0] for parts in lines if len(parts) > 1 and parts[1].strip()}
    assert {"vmulpd", "fmul"} & instructions
    assert not [i for i in instructions if re.match(r"vfn?m(add|sub)|fn?m(add|sub|la|ls)", i)]


def test_no_mathematics_of_the_system() -> None:
    """The library takes no function of the C library but those of memory and text."""
    text = run_good(["objdump", "-T", kernel.library()])
    taken = {line.split()[-1] for line in text.splitlines() if "*UND*" in line}
    assert {t for t in taken if not t.startswith("_")} <= {"bcmp", "memcmp", "memcpy", "memset", "strcmp"}


def test_the_header_is_made_of_the_python_constants() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_native_constants.py"))["header"]()
    assert made == (kernel.FOLDER / "src" / "constants.h").read_text(encoding="utf-8")
