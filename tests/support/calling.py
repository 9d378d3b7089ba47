"""The command line called in this process. Knows how it starts, no command."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from featc.cli import run


@dataclass(frozen=True)
class Result:
    """What a command left."""

    code: int
    out: str
    err: str


def call(capsys: pytest.CaptureFixture[str], *args: object) -> Result:
    """Call `featc` with these arguments."""
    capsys.readouterr()
    code = run([str(a) for a in args])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    return Result(code, captured.out, captured.err)
