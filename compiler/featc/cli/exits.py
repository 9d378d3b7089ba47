"""Exit codes, and how a command leaves with one. Knows no command."""

from __future__ import annotations

import click

GOOD, FINDINGS, USAGE, ENVIRONMENT, BUG = 0, 1, 2, 69, 70


class Stop(Exception):
    """Leave with this exit code; everything worth saying has been said, or is in ``message``."""

    def __init__(self, code: int, message: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def say_error(message: str, hint: str = "") -> None:
    """An error on standard error, in the form of every featc message."""
    click.echo(f"{click.style('error', fg='red', bold=True)}: {message}", err=True)
    if hint:
        click.echo(f"{click.style(' hint', fg='cyan')}: {hint}", err=True)
