"""`make setup` and `make dev`: which requirements each installs, and what is seen while pip works."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from project import ROOT

BASE, DEV = "-r requirements/base.txt", "-r requirements/dev.txt"
#: What a pip says: of four packages, one of which is there already, one another's.
SAID = """\
Looking in links: /wheels
Collecting click==8.5.1 (from -r r.txt (line 2))
  Downloading click-8.5.1-py3-none-any.whl (126 kB)
Requirement already satisfied: lark==1.3.1 in /lib (from -r r.txt (line 3))
Collecting numpy==2.4.6 (from -r r.txt (line 4))
  Using cached numpy-2.4.6-cp311.whl (16.6 MB)
Collecting other (from numpy)
Installing collected packages: numpy, other, click
Successfully installed click-8.5.1 numpy-2.4.6 other-1.0
"""


def would_run(target: str, tmp_path: Path) -> str:
    """The commands of a target where nothing is installed yet."""
    told = subprocess.run(
        ["make", "-n", target, f"VENV={tmp_path / 'venv'}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return told.stdout


def test_setup_installs_what_featc_needs_and_no_more(tmp_path: Path) -> None:
    commands = would_run("setup", tmp_path)
    assert BASE in commands
    assert "-e runtimes/python -e ." in commands
    assert DEV not in commands


@pytest.mark.parametrize("target", ["dev", "test", "lint", "baseline", "conformance", "accuracy", "fuzz", "bench"])
def test_what_developers_run_installs_the_rest_first(target: str, tmp_path: Path) -> None:
    commands = would_run(target, tmp_path)
    assert 0 < commands.index(BASE) < commands.index(DEV)


def test_nothing_is_pinned_twice() -> None:
    lines = [
        (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines() for name in ("base.txt", "dev.txt")
    ]
    base, dev = ({line.partition("==")[0] for line in part if not line.startswith("#")} for part in lines)
    assert not base & dev


def install(said: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool) -> int:
    """Run the tool with a pip that says this."""
    tool = runpy.run_path(str(ROOT / "tools" / "install.py"))
    requirements, saying = tmp_path / "r.txt", tmp_path / "said.txt"
    requirements.write_text("# three\nclick==8.5.1\nlark==1.3.1\nnumpy==2.4.6\n", encoding="utf-8")
    saying.write_text(said, encoding="utf-8")
    pip = f"import sys; sys.stdout.write(open({str(saying)!r}).read()); sys.exit({code})"
    main = tool["main"]
    monkeypatch.setitem(main.__globals__, "_PIP", [sys.executable, "-c", pip])
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    found: int = main("what it needs", ["-r", str(requirements)])
    return found


def test_a_terminal_shows_each_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert install(SAID, 0, tmp_path, monkeypatch, terminal=True) == 0
    assert capsys.readouterr().out.replace("\x1b[K", "").split("\r") == [
        "installing what it needs (3 packages)\n",
        "  [1/3] click==8.5.1",
        "  [1/3] downloading click-8.5.1-py3-none-any.whl (126 kB)",
        "  [2/3] lark==1.3.1",
        "  [3/3] numpy==2.4.6",
        "  [3/3] other",
        "  [3/3] putting 3 packages into place",
        "  installed in 0 s\n",
    ]


def test_elsewhere_the_first_and_the_last_line_remain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert install(SAID, 0, tmp_path, monkeypatch, terminal=False) == 0
    assert capsys.readouterr().out == "installing what it needs (3 packages)\n  installed in 0 s\n"


def test_a_failure_is_told_with_all_that_pip_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "Collecting click==8.5.1\nERROR: No matching distribution found for click==8.5.1\n"
    assert install(said, 1, tmp_path, monkeypatch, terminal=False) == 1
    assert capsys.readouterr().err == f"{said}error: pip could not install what it needs (above is what it said)\n"
