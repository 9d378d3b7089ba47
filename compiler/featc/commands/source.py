"""What FILE names: a source, which is checked, or the folder of a build, whose IR is read. Shared by every command."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from featc import lock as locks
from featc import readback
from featc.built import Opened, is_build, open_build
from featc.check import Checked, check_file
from featc.cli.exits import FINDINGS, USAGE, Stop
from featc.cli.group import IMPORT_ROOT
from featc.cli.output import colour, say_json, warn_rendered
from featc.ir import FeatureSet
from featc.ir.document import IR
from featc.lock import Lock
from featc_dsl.render import render, to_json


@dataclass(frozen=True, slots=True)
class Given:
    """What FILE names. ``build`` is None for a source; ``where`` is where the set was read."""

    file: Path
    featureset: FeatureSet
    build: Opened | None

    @property
    def where(self) -> Path:
        return self.file / IR if self.build else self.file

    def lock(self) -> Lock | None:
        """The lock beside a source, as it is now, or None where there is none yet; that of a build."""
        return self.build.lock if self.build else lock(self.featureset)


def given(file: Path, as_json: bool = False) -> Given:
    """The set that FILE names; diagnostics of a source are printed, and errors stop the command.

    ``as_json``: the command's result is a JSON document, and so are the errors that stand in its place.
    """
    if file.is_dir() and is_build(file):
        build = open_build(file)
        return Given(file, build.featureset, build)
    return Given(file, program(file, as_json), None)


def read(file: Path) -> Checked:
    """The checked file; Stop where it cannot be read. What it may import is in the context of the command."""
    context = click.get_current_context(silent=True)
    root: Path | None = context.meta.get(IMPORT_ROOT) if context else None
    if root is not None and not root.is_dir():
        raise Stop(USAGE, f"there is no folder {root}", "`--import-root` names one that holds what is imported")
    if file.is_dir():
        hint = "name its source" if is_build(file) else "name the .fdl file in it, or the folder of a build"
        raise Stop(USAGE, f"{file} is {'a build' if is_build(file) else 'a folder'}, not a source", hint)
    if not file.exists():
        near = sorted(p.name for p in file.parent.glob("*.fdl")) if file.parent.is_dir() else []
        hint = f"there is {', '.join(near[:5])}" if near else "`featc init DIR` makes a first one"
        raise Stop(USAGE, f"there is no file {file}", hint)
    return check_file(str(file), str(root) if root else None)


def show(checked: Checked, as_json: bool = False) -> None:
    """Print all diagnostics: text to standard error, JSON to standard output."""
    if as_json:
        document = {"ok": checked.featureset is not None, "diagnostics": [to_json(d) for d in checked.diagnostics]}
        say_json(document)
        return
    for diagnostic in checked.diagnostics:
        warn_rendered(render(diagnostic, checked.sources, color=colour(sys.stderr)) + "\n")


def program(file: Path, as_json: bool = False) -> FeatureSet:
    """The program in a file; its diagnostics are printed, and errors stop the command.

    ``as_json``: the command's result is a JSON document, and so are the errors that stand in its place.
    """
    checked = read(file)
    show(checked, as_json and checked.featureset is None)
    if checked.featureset is None:
        errors = sum(d.severity == "error" for d in checked.diagnostics)
        summary = f"{file}: {errors} error{'s' * (errors != 1)}"
        raise Stop(FINDINGS, summary, "`featc explain CODE` says more about each")
    return checked.featureset


def counted(count: int, thing: str) -> str:
    """``1 feature``, ``2 features``."""
    return f"{count:,} {thing}{'s' * (count != 1)}"


def lock_path(featureset: FeatureSet) -> Path:
    """The lock file beside a source; that of a program from a pipe is in the current folder."""
    return Path(featureset.path).with_suffix(".lock")


def lock(featureset: FeatureSet) -> Lock | None:
    """The lock beside a source, or None where there is none yet."""
    path = lock_path(featureset)
    if not path.exists():
        return None
    return locks.read(readback.read_text(path, locks.hint(str(path))), str(path))
