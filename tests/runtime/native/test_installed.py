"""Processes that have the native kernel: it is used where it is wanted, and no result tells."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import kernel
import pytest
import table_bits
from kernel import level_of
from project import ROOT, run, run_good

from featc_runtime.batch.native import BINARY, UNARY


def test_is_used_where_it_is_wanted() -> None:
    widest, narrowest = kernel.levels()[0], kernel.levels()[-1]
    assert level_of(kernel.environment()) == widest
    assert level_of(kernel.environment("")) == widest
    assert level_of(kernel.environment(narrowest)) == narrowest
    assert level_of(kernel.environment("0")) == "none"


def test_is_not_missed_where_it_is_not_installed() -> None:
    if run([sys.executable, "-c", "import featc_runtime_native"]).returncode == 0:
        pytest.skip("the kernel is installed here")
    assert level_of({"FEATC_NATIVE": "1"}, "-W", "error") == "none"


def test_says_why_it_is_not_used(tmp_path: Path) -> None:
    told = level_of(kernel.environment("mmx"))
    assert "it has no level mmx for this processor, which has" in told
    assert told.endswith("none")

    package = tmp_path / kernel.PACKAGE
    package.mkdir()
    (package / "__init__.py").write_text("from pathlib import Path\nLIBRARY = Path(__file__).with_name('kernel.so')\n")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    told = level_of({"PYTHONPATH": path, "FEATC_NATIVE": "1"})
    assert "featc-runtime-native is not used" in told
    assert told.endswith("none")

    source = tmp_path / "old.c"
    source.write_text('int featc_api(void) { return 0; }\nconst char *featc_level(int i) { return i ? "" : "old"; }\n')
    subprocess.run([*(kernel.compiler() or []), "-shared", "-fPIC", source, "-o", package / "kernel.so"], check=True)
    told = level_of({"PYTHONPATH": path, "FEATC_NATIVE": "1"})
    assert "its API is 0" in told
    assert told.endswith("none")


@pytest.fixture(scope="module")
def without() -> list[str]:
    """What programs give in this process, which has no kernel."""
    return table_bits.everything()


@pytest.mark.parametrize("index", range(3))
@pytest.mark.thorough
def test_programs_give_the_same_bits(index: int, without: list[str]) -> None:
    """Wide programs and random ones, by batch and by row, at each width of vectors."""
    found = kernel.levels()
    environment = kernel.environment(found[min(index, len(found) - 1)])
    assert run_good([sys.executable, table_bits.__file__], env=environment).splitlines() == without


#: Tests of other parts that a process with the kernel passes as well: the vectors through every target, the
#: comparisons with StrictMath and the scalar forms, every form of input.
TESTS = {
    "vectors": ["tests/conformance/test_vectors.py", "-k", f"test_targets and ({' or '.join((*UNARY, *BINARY))})"],
    "numbers": ["tests/runtime/numbers", "-k", "test_strictmath or test_blocks"],
    "sums": ["tests/runtime/sums"],
    "arrow": ["tests/runtime/arrow"],
    "ingress": ["tests/parity/test_ingress_forms.py", "-k", "string"],
}


@pytest.mark.parametrize("tests", TESTS.values(), ids=TESTS)
def test_other_tests_pass(tests: list[str]) -> None:
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *tests]
    told = run(command, cwd=ROOT, env=kernel.environment(), timeout=300)
    assert told.returncode == 0, told.stdout


def test_random_programs() -> None:
    """Some seconds of `make fuzz`: batch, with the kernel, gives the interpreter's bits."""
    told = run([sys.executable, "tests/fuzz.py", "--minutes", "0.1", "--seed", "500000"], env=kernel.environment())
    assert told.returncode == 0, told.stdout
