"""`featc check`: diagnostics only."""

from __future__ import annotations

from pathlib import Path

from featc.cli.exits import FINDINGS, GOOD
from featc.cli.output import say
from featc.commands import source


def run(file: Path, format_: str) -> int:
    """Print the diagnostics of a file."""
    checked = source.read(file)
    source.show(checked, format_ == "json")
    if checked.featureset is None:
        return FINDINGS
    if format_ == "text":
        say(f"{file}: good, {source.counted(len(checked.featureset.features), 'feature')}")
    return GOOD
