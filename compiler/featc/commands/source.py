"""Reading a program for a command: check it, print what is wrong, or stop. Shared by every command that takes FILE."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from featc.check import Checked, check_file
from featc.cli.exits import FINDINGS, USAGE, Stop
from featc.ir import Program
from featc.lock import Lock
from featc.lock import read as read_lock
from featc_dsl.render import render, to_json


def colour(stream: object) -> bool:
    """Whether to print in colour: on a terminal, unless NO_COLOR is set."""
    return "NO_COLOR" not in os.environ and bool(getattr(stream, "isatty", lambda: False)())


def read(file: Path) -> Checked:
    """The checked file; Stop where it cannot be read."""
    if file.is_dir():
        raise Stop(USAGE, f"{file} is a folder", "name the .fdl file in it")
    if not file.exists():
        near = sorted(p.name for p in file.parent.glob("*.fdl")) if file.parent.is_dir() else []
        hint = f"there is {', '.join(near[:5])}" if near else "`featc init DIR` makes a first one"
        raise Stop(USAGE, f"there is no file {file}", hint)
    return check_file(str(file))


def show(checked: Checked, as_json: bool = False) -> None:
    """Print all diagnostics: text to standard error, JSON to standard output."""
    if as_json:
        document = {"ok": checked.program is not None, "diagnostics": [to_json(d) for d in checked.diagnostics]}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    for diagnostic in checked.diagnostics:
        click.echo(render(diagnostic, checked.sources, color=colour(sys.stderr)), err=True)
        click.echo("", err=True)


def program(file: Path, as_json: bool = False) -> Program:
    """The program in a file; its diagnostics are printed, and errors stop the command.

    ``as_json``: the command's result is a JSON document, and so are the errors that stand in its place.
    """
    checked = read(file)
    show(checked, as_json and checked.program is None)
    if checked.program is None:
        errors = sum(d.severity == "error" for d in checked.diagnostics)
        summary = f"{file}: {errors} error{'s' * (errors != 1)}"
        raise Stop(FINDINGS, summary, "`featc explain CODE` says more about each")
    return checked.program


def counted(count: int, thing: str) -> str:
    """``1 feature``, ``2 features``."""
    return f"{count:,} {thing}{'s' * (count != 1)}"


def lock_path(file: Path) -> Path:
    """The lock file beside a source."""
    return file.with_suffix(".lock")


def lock(file: Path) -> Lock | None:
    """The lock beside a source, or None where there is none yet."""
    path = lock_path(file)
    if not path.exists():
        return None
    try:
        return read_lock(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError:
        raise Stop(FINDINGS, f"{path} is not a text file", "restore it from version control") from None
