"""A diagnostic: what is wrong, where, why, and how to mend it. Knows no wording of a particular error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from featc_dsl.span import Span

#: After so many findings nothing more of a program is looked at: whoever has that many mends the first ones first.
MOST_FINDINGS = 10_000

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    ``code`` is a row of ``featc_dsl.codes`` (FDL012), ``title`` one line without a full stop, ``span`` the exact
    stretch for the caret, ``label`` the short text beside the caret, ``why`` the reason a thing was expected,
    ``hint`` the fix. ``related`` are other places with a remark each.
    """

    code: str
    title: str
    span: Span
    label: str = ""
    why: str = ""
    hint: str = ""
    related: tuple[tuple[Span, str], ...] = ()
    severity: Severity = "error"


class Enough(Exception):
    """``MOST_FINDINGS`` are found."""
