"""The native kernel has the bits of the NumPy forms and of StrictMath, at every width of vectors."""

from __future__ import annotations

import inspect
import re
import runpy
import shutil
from collections.abc import Callable, Sequence
from typing import TypeAlias

import kernel
import numpy as np
import pytest
from maths_inputs import operands
from numpy.typing import NDArray
from project import ROOT, run_good
from vectors import read_vectors, vector_files

from featc_runtime import batch, scalar
from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm_pow import pow_columns
from featc_runtime.batch.native import BINARY, UNARY, Kernel
from featc_runtime.floating_point import check_floating_point

Form: TypeAlias = Callable[..., Floats]

FUNCTIONS = (*UNARY, *BINARY)
FILES = vector_files()
#: Random rows of each kind beside a function's boundaries.
ROWS = 40_000


@pytest.fixture(scope="module", params=range(3))
def native(request: pytest.FixtureRequest) -> Kernel:
    """The kernel at each width that the processor has; where it has fewer, at the narrowest again."""
    found = kernel.levels()
    return Kernel(kernel.library(), found[min(request.param, len(found) - 1)])


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


def columns_of(name: str, rows: int = ROWS) -> list[Floats]:
    """A function's operands: boundaries of branches, any bits, subnormals, all magnitudes, near 1, whole numbers."""
    rng = np.random.default_rng(list(name.encode()))
    arity = 2 if name in BINARY else 1
    signs = rng.choice((-1.0, 1.0), (arity, rows))
    adverse = np.array(operands(name, 3000, seed=3)).T
    parts = [
        adverse,
        rng.integers(0, 2**64, (arity, rows), dtype=np.uint64).view(np.float64),
        rng.integers(0, 2**52, (arity, rows)).view(np.float64) * signs,
        np.exp(rng.uniform(-45.0, 45.0, (arity, rows))) * signs,
        rng.normal(1.0, 0.4, (arity, rows)),
        rng.integers(-40, 40, (arity, rows)).astype(np.float64),
    ]
    return list(np.concatenate(parts, axis=1))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_has_the_bits_of_the_vectors(name: str, native: Kernel) -> None:
    vectors = [v for v in read_vectors(FILES[f"{name}.float64"]) if None not in v.args]
    assert vectors
    columns = [np.array(c, dtype=np.float64) for c in zip(*(v.args for v in vectors), strict=True)]
    expected = bits(np.array([v.expect for v in vectors], dtype=np.float64))
    assert called(native_form(native, name), columns).tolist() == expected.tolist()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_has_the_bits_of_the_numpy_form(name: str, native: Kernel) -> None:
    columns = columns_of(name)
    expected, found = called(numpy_form(name), columns), called(native_form(native, name), columns)
    wrong = np.flatnonzero(found != expected)
    assert not len(wrong), [[float(c[i]).hex() for c in columns] for i in wrong[:5]]


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
    assert {t for t in taken if not t.startswith("_")} <= {"memcmp", "memcpy", "memset", "strcmp"}


def test_the_header_is_made_of_the_python_constants() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_native_constants.py"))["header"]()
    assert made == (kernel.FOLDER / "src" / "constants.h").read_text(encoding="utf-8")
