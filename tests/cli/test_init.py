"""`featc init`: what it writes works, what it prints can be pasted, whatever the folder is called."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import Result
from project import BIN

from featc.cli import shell

Featc = Callable[..., Result]

#: Folders as people and shells have them, and what the feature set is called then.
NAMES = {
    "orders": "orders",
    "my-2 ü": "my_2_u",
    "-x": "x",
    "--help": "help",
    'it\'s "$HOME" `id`': "it_s_home_id",
    "a\\b;c&d|e>f*g?h~i": "a_b_c_d_e_f_g_h_i",
    "line\nbreak \x1b[31mred": "line_break_31mred",
    os.fsdecode(b"latin \xfc"): "latin",
    "Größe 2024": "grosse_2024",
    "日本": "features",
    "2024": "features_2024",
    "class": "class_features",
    "import": "import_features",
    "json": "json_features",
    "test": "test_features",
    "numpy": "numpy_features",
    "NUL": "nul_features",
    "x" * 250: "x" * 60,
}


def commands(result: Result) -> list[str]:
    """What was printed to be pasted, each command as it is."""
    _, _, rest = result.out.partition("next:\n")
    return [line.strip() for line in rest.splitlines()]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the test works in, with featc on the PATH."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


@pytest.mark.parametrize("folder", NAMES, ids=ascii)
def test_commands_are_read_by_a_shell_as_they_are_meant(featc: Featc, here: Path, folder: str) -> None:
    made = featc("init", "--", folder)
    assert made.code == 0, made.err
    name = NAMES[folder]
    assert {p.name for p in (here / folder).iterdir()} == {f"{name}.fdl", f"{name}.csv"}
    assert "\x1b" not in made.out
    echo = here / "bin" / "featc"
    echo.parent.mkdir()
    echo.write_text("#!/bin/sh\nprintf '%s\\0' \"$@\"\n", encoding="utf-8")
    echo.chmod(0o755)
    env = {**os.environ, "PATH": f"{echo.parent}{os.pathsep}{os.environ['PATH']}"}
    at = f"./{folder}" if folder.startswith("-") else folder
    source = f"{at}/{name}.fdl"
    wanted = [
        ["test", source],
        ["build", source, "-o", f"{at}/generated"],
        ["run", source, "--input", f"{at}/{name}.csv", "--output", f"{at}/{name}_features.parquet"],
    ]
    for line, words in zip(commands(made), wanted, strict=True):
        told = subprocess.run(["bash", "-c", line], env=env, stdout=subprocess.PIPE, check=True).stdout
        assert [os.fsdecode(word) for word in told.split(b"\0")[:-1]] == words


def test_commands_work_as_pasted(featc: Featc, here: Path) -> None:
    """By a shell and the real featc, in a folder with all that is special."""
    folder = "-my 2 ü's\n$HOME"
    made = featc("init", "--", folder)
    script = "\n".join(["set -e", *commands(made)])
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert (here / folder / "my_2_u_s_home_features.parquet").exists()
    assert (here / folder / "generated" / "my_2_u_s_home" / "MANIFEST.json").exists()


@pytest.mark.parametrize("folder", [n for n in NAMES if n.isascii() and n.isprintable() and len(n) < 60])
def test_the_feature_set_works(featc: Featc, here: Path, folder: str) -> None:
    made = featc("init", "--", folder)
    for line in commands(made):
        result = featc(*shlex.split(line)[1:])
        assert result.code == 0, result.err
    source = shlex.split(commands(made)[0])[-1]
    verified = featc("verify", source, "--input", Path(source).with_suffix(".csv"))
    assert verified.code == 0, verified.out + verified.err


def test_the_template_says_what_it_means_by_the_operator_for_it(featc: Featc, here: Path) -> None:
    assert featc("init", "orders").code == 0
    text = (here / "orders" / "orders.fdl").read_text(encoding="utf-8")
    assert "feature is_weekend = is_weekend(local)" in text


def test_nothing_is_overwritten(featc: Featc, here: Path) -> None:
    """A file that would be written is in the way, a link that leads nowhere too; other files are left alone."""
    folder = here / "orders"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    for name in ("orders.fdl", "orders.csv"):
        (folder / name).write_text("mine", encoding="utf-8")
        result = featc("init", "orders")
        assert (result.code, "is there already" in result.err) == (2, True)
        assert {p.name for p in folder.iterdir()} == {name, "notes.txt"}
        assert (folder / name).read_text(encoding="utf-8") == "mine"
        (folder / name).unlink()
    (folder / "orders.csv").symlink_to(here / "elsewhere.csv")
    assert featc("init", "orders").code == 2
    assert not (here / "elsewhere.csv").exists()


def test_the_printed_output_is_no_file_that_is_there(featc: Featc, here: Path) -> None:
    (here / "orders").mkdir()
    for name in ("orders_features.parquet", "orders_features_2.parquet"):
        (here / "orders" / name).write_text("mine", encoding="utf-8")
    assert commands(featc("init", "orders"))[-1].endswith("--output orders/orders_features_3.parquet")


@pytest.mark.parametrize("folder", ["plain", "plain/below"])
def test_a_file_is_no_folder(featc: Featc, here: Path, folder: str) -> None:
    (here / "plain").write_text("mine", encoding="utf-8")
    result = featc("init", folder)
    assert result.code == 2
    assert "there is a file of that name" in result.err
    assert (here / "plain").read_text(encoding="utf-8") == "mine"


def test_featc_is_called_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name where the PATH has it, else by its place, else as a module."""
    monkeypatch.setattr(shell.sys, "argv", ["my env/bin/featc"])
    monkeypatch.setattr(shell.shutil, "which", lambda _: "/usr/bin/featc")
    assert shell.command("check", Path("a b.fdl")) == "featc check 'a b.fdl'"
    monkeypatch.setattr(shell.shutil, "which", lambda _: None)
    assert shell.command("check") == "'my env/bin/featc' check"
    monkeypatch.setattr(shell.sys, "argv", ["/lib/featc/__main__.py"])
    monkeypatch.setattr(shell.sys, "executable", "/usr/bin/python3")
    assert shell.command("check") == "/usr/bin/python3 -m featc check"


def test_windows_has_other_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell.os, "name", "nt")
    assert shell.quoted("my-2 ü\\a.fdl") == '"my-2 ü\\a.fdl"'


def test_hints_of_certify_can_be_pasted(featc: Featc, here: Path) -> None:
    """With the folder that the build is in."""
    made = featc("init", "my orders")
    source = Path("my orders", "my_orders.fdl")
    assert featc(*shlex.split(commands(made)[1])[1:]).code == 0
    out = Path("my orders", "generated")
    result = featc("certify", source, "-o", out, "--check")
    assert "`featc certify 'my orders/my_orders.fdl' -o 'my orders/generated'` makes it" in result.err
    result = featc("certify", source, "-o", out, "--targets", "go")
    assert "`featc build 'my orders/my_orders.fdl' -o 'my orders/generated' --target go` makes it" in result.err
    source.write_text(source.read_text(encoding="utf-8").replace("log1p(", "sqrt("), encoding="utf-8")
    result = featc("certify", source, "-o", out)
    assert "`featc build 'my orders/my_orders.fdl' -o 'my orders/generated'` makes it anew" in result.err
