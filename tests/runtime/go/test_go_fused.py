"""No multiplication of featc's Go is fused with an addition, in the runtime or in generated code: listings for the
processors on which Go would fuse them have no such instruction. Knows their names, no operator.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from compiling import program
from wire_support import context

from featc.backends.go_library import backend
from featc.backends.go_library.layout import GO_VERSION, RUNTIME, RUNTIME_VERSION
from featc.passes import PASSES, run_all

ROOT = Path(__file__).parents[3]
GO_RUNTIME = ROOT / "runtimes/go"
#: The processors, as Go's environment names them. On amd64 it fuses from the third level on.
PROCESSORS = {"arm64": {"GOARCH": "arm64"}, "amd64": {"GOARCH": "amd64", "GOAMD64": "v3"}}
#: FMADDD, FMSUBD, FNMADDD, FNMSUBD, VFMADD231SD and their like.
FUSED = re.compile(r"\tV?FN?M(?:ADD|SUB)\w*\t")
MULTIPLIES = re.compile(r"\t(?:FMULD|V?MULSD)\t")

#: Everything that Go may take for a product that is added to, some of it across statements.
FEATURES = """
let twice = x * 2.5
let part = x / 4.0
let four = 4.0
feature a = twice + 1.0
feature b = 1.0 - twice
feature c = part + x
feature d = x - x / 8.0 + x / four
feature e = x * x - (y ?? 0.0) * x
feature f = float64(i) * x + float64(i) / 2.0
feature g = -(x * x) + x
feature h = radians(x) + sum(xs * 2.0 + x)
feature k = (if ok then x else 3.0) * x + 1.0
feature l = ratio(x, 4.0) + 1.0
feature m = i / 4 + x
"""

needs_go = pytest.mark.skipif(shutil.which("go") is None, reason="Go is not installed")


def listing(folder: Path, processor: str) -> str:
    """The instructions of all packages of a module, as built for a processor."""
    environment = {**os.environ, "GOOS": "linux", "GOFLAGS": "", "GOWORK": "off", **PROCESSORS[processor]}
    run = subprocess.run(
        ["go", "build", "-gcflags=-S", "./..."],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-4000:]
    return run.stderr


def fused(instructions: str) -> list[str]:
    """The lines of a listing that have a fused instruction."""
    return [line for line in instructions.splitlines() if FUSED.search(line)]


def module(folder: Path, files: dict[str, str]) -> Path:
    """A module of these files, beside the runtime."""
    mod = f"module t\n\ngo {GO_VERSION}\n\nrequire {RUNTIME} {RUNTIME_VERSION}\n\nreplace {RUNTIME} => {GO_RUNTIME}\n"
    for name, text in {"go.mod": mod, **files}.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


@needs_go
@pytest.mark.parametrize("processor", PROCESSORS)
def test_the_runtime(processor: str) -> None:
    instructions = listing(GO_RUNTIME, processor)
    assert not fused(instructions)
    assert len(MULTIPLIES.findall(instructions)) > 300


@needs_go
@pytest.mark.parametrize("processor", PROCESSORS)
def test_generated_code(tmp_path: Path, processor: str) -> None:
    whole = program(FEATURES)
    compiled = replace(whole, row=run_all(whole.row, PASSES))
    instructions = listing(module(tmp_path, backend.package(compiled, context(compiled))), processor)
    assert not fused(instructions)
    assert len(MULTIPLIES.findall(instructions)) > 10


@needs_go
@pytest.mark.parametrize("processor", PROCESSORS)
def test_what_is_fused_is_found(tmp_path: Path, processor: str) -> None:
    """The same functions without conversions, and with them."""
    for products, count in ((("x * y", "x / 4"), 2), (("float64(x * y)", "float64(x / 4)"), 0)):
        functions = [f"func F{i}(x, y, z float64) float64 {{\n\treturn {p} + z\n}}\n" for i, p in enumerate(products)]
        folder = module(tmp_path / str(count), {"t.go": "package t\n\n" + "\n".join(functions)})
        assert len(fused(listing(folder, processor))) == count
