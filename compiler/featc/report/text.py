"""A report as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from featc.report.model import Finding, Report, Table, Verdict
from featc.report.styled import Part, Styled

_COLOURS = {Verdict.PASSED: "green", Verdict.FAILED: "red", Verdict.INCOMPLETE: "yellow"}
#: Cells that are a verdict are coloured as one.
_VERDICTS = {v.value: colour for v, colour in _COLOURS.items()}


def lines(report: Report) -> Iterator[list[Part]]:
    """Line by line, each in parts."""
    width = max((len(name) for name, _ in report.facts), default=0)
    for name, value in report.facts:
        yield [f"{name:<{width}}  {value}"]
    first = not report.facts
    for section in report.sections:
        if not first and (section.title or section.table):
            yield [""]
        first = False
        if section.title:
            yield [Styled(section.title, bold=True)]
        if section.table is not None:
            yield from _table(section.table)
        for note in section.notes:
            yield [note]
        for finding in section.findings:
            yield [""]
            yield from finding_lines(finding)
    if report.sections or report.facts:
        yield [""]
    yield [Styled(report.sentence, _COLOURS[report.verdict], bold=True)]


def finding_lines(finding: Finding) -> Iterator[list[Part]]:
    """A finding: its title, and below it the labels with their texts."""
    yield [finding.title]
    width = max((len(label) for label, _ in finding.lines), default=0)
    for label, text in finding.lines:
        head, *rest = text.split("\n")
        yield [f"  {label:<{width}}  {head}".rstrip() if width else f"  {head}"]
        for line in rest:
            yield [f"  {'':<{width}}  {line}".rstrip() if width else f"  {line}"]


def _table(table: Table) -> Iterator[list[Part]]:
    heads: list[tuple[str, ...]] = [table.columns] if any(table.columns) else []
    every = [*heads, *table.rows]
    widths = [max(len(row[i]) for row in every) for i in range(len(table.columns))]
    for row in every:
        parts: list[Part] = []
        for i, (cell, width) in enumerate(zip(row, widths, strict=True)):
            last = i == len(widths) - 1
            shown = cell.rjust(width) if i in table.numbers else cell if last else cell.ljust(width)
            parts += ["  "] if i else []
            parts.append(Styled(shown, _VERDICTS[cell]) if cell in _VERDICTS else shown)
        yield parts
