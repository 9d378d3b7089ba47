"""The kernel's own distribution: what is in its archive and its wheel, and that the wheel's kernel is used."""

from __future__ import annotations

import os
import sys
import tarfile
import zipfile
from pathlib import Path

import kernel
import pytest
from kernel import level_of
from project import files, relative, run_good

import featc_runtime


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive and the wheel made of it."""
    kernel.place()  # skips where there is no compiler
    out = tmp_path_factory.mktemp("dist")
    run_good([sys.executable, "-m", "build", "--no-isolation", "--outdir", out, kernel.FOLDER])
    return out


def test_the_wheel_is_whole(dist: Path, tmp_path: Path) -> None:
    (path,) = dist.glob("*.whl")
    assert "-py3-none-" in path.name
    assert not path.name.endswith("-any.whl")
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
        wheel.extractall(tmp_path)
    meta = next(n.split("/")[0] for n in names if n.endswith(".dist-info/METADATA"))
    inside = {f"{kernel.PACKAGE}/{n}" for n in ("__init__.py", "py.typed", "libfeatc_native.so")}
    assert {n for n in names if not n.startswith(meta)} == inside
    assert {f"{meta}/licenses/LICENSE", f"{meta}/licenses/NOTICE"} <= names
    path_there = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    assert level_of({"PYTHONPATH": path_there, "FEATC_NATIVE": "1"}) == kernel.levels()[0]


def test_the_archive_has_the_sources(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        inside = {n.partition("/")[2] for n in archive.getnames()}
    prefix = relative(kernel.FOLDER) + "/"
    here = {relative(p).removeprefix(prefix) for p in files(under=kernel.FOLDER) if p.suffix != ".so"}
    assert here <= inside


def test_it_is_of_the_same_release() -> None:
    text = (kernel.FOLDER / kernel.PACKAGE / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{featc_runtime.__version__}"' in text
