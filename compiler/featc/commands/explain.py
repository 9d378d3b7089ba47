"""`featc explain`: what a diagnostic code means."""

from __future__ import annotations

import click

from featc.cli.exits import GOOD, USAGE, Stop
from featc_dsl import codes
from featc_dsl.near import near


def run(code: str | None) -> int:
    """Print a code's page, or the list of all codes."""
    rows = {c.code: c for c in codes.all()}
    if code is None:
        for row in rows.values():
            click.echo(f"{row.code}  {row.title}")
        return GOOD
    if code.upper() not in rows:
        close = near(code.upper(), list(rows))
        raise Stop(
            USAGE, f"there is no code {code}", f"did you mean {close[0]}?" if close else "`featc explain` lists all"
        )
    row = rows[code.upper()]
    click.echo(f"{click.style(row.code, bold=True)}: {click.style(row.title, bold=True)}\n")
    click.echo(row.explanation.strip() + "\n")
    for title, text in (("This fails:", row.failing), ("This is mended:", row.mended)):
        click.echo(title + "\n")
        click.echo("\n".join(f"    {line}".rstrip() for line in text.strip("\n").split("\n")) + "\n")
    return GOOD
