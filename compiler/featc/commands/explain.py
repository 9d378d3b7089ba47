"""`featc explain`: what a diagnostic code means."""

from __future__ import annotations

from featc.cli.exits import GOOD, USAGE, Stop
from featc.cli.output import Styled, say
from featc_dsl import codes
from featc_dsl.near import near


def run(code: str | None) -> int:
    """Print a code's page, or the list of all codes."""
    rows = {c.code: c for c in codes.all()}
    if code is None:
        for row in rows.values():
            say(f"{row.code}  {row.title}")
        return GOOD
    if code.upper() not in rows:
        close = near(code.upper(), list(rows))
        raise Stop(
            USAGE, f"there is no code {code}", f"did you mean {close[0]}?" if close else "`featc explain` lists all"
        )
    row = rows[code.upper()]
    say(Styled(row.code, bold=True), ": ", Styled(row.title, bold=True), "\n")
    say(row.explanation.strip() + "\n")
    for title, text in (("This fails:", row.failing), ("This is mended:", row.mended)):
        say(title + "\n")
        say("\n".join(f"    {line}".rstrip() for line in text.strip("\n").split("\n")) + "\n")
    return GOOD
