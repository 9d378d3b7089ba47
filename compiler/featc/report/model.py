"""What a report says. A command makes one; who prints it knows no command, and a command knows no format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

#: What a report may be printed as.
FORMATS = ("text", "json", "junit", "markdown", "html")


class Verdict(Enum):
    """What came of it. ``INCOMPLETE``: nothing wrong was found, and not everything could be looked at."""

    PASSED = "passed"
    FAILED = "failed"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``lines`` are pairs of a label and a text: what was expected, found, where."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()
    severity: str = "error"  # or "warning"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts below titles. Columns in ``numbers`` are numbers, which are aligned to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading, which may be empty."""

    title: str = ""
    table: Table | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What was looked at and is either good or not, as build servers count it. ``skipped`` says why it was not."""

    group: str
    name: str
    findings: tuple[Finding, ...] = ()
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found of a subject: ``sentence`` is the verdict for people, ``data`` the document for programs."""

    command: str
    subject: str
    verdict: Verdict
    sentence: str
    sections: tuple[Section, ...] = ()
    cases: tuple[Case, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        return self.verdict is Verdict.PASSED


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> Table:
    """A table of any sequences."""
    return Table(tuple(columns), tuple(tuple(row) for row in rows), frozenset(numbers))
