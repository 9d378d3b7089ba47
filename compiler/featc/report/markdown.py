"""A report as Markdown, for comments on a change and summaries of a pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from featc.report.model import Finding, Report, Table, Verdict
from featc_runtime.rawtext import visible

_SIGNS = {Verdict.PASSED: "✅", Verdict.FAILED: "❌", Verdict.INCOMPLETE: "⚠️"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$]|^[#+-])")


def document(report: Report) -> str:
    """The text of the page."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"## {_SIGNS[report.verdict]} featc {report.command}: {plain(report.subject)}"
    yield ""
    yield f"**{plain(report.sentence)}**"
    if report.facts:
        yield from ("", "| | |", "|---|---:|")
        yield from (f"| {plain(name)} | {plain(value)} |" for name, value in report.facts)
    for section in report.sections:
        if section.title:
            yield from ("", f"### {plain(section.title)}")
        if section.table is not None:
            yield ""
            yield from _table(section.table)
        for note in section.notes:
            yield from ("", plain(note))
        for finding in section.findings:
            yield ""
            yield from _finding(finding)


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(plain, table.columns))} |"
    yield f"|{'|'.join('---:' if i in table.numbers else '---' for i in range(len(table.columns)))}|"
    yield from (f"| {' | '.join(map(plain, row))} |" for row in table.rows)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"- {plain(finding.title)}"
    if finding.lines:
        width = max(len(label) for label, _ in finding.lines)
        text = "\n".join(f"{label:<{width}}  {text}".strip() if width else text for label, text in finding.lines)
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
        yield from ("", f"  {fence}text", *(f"  {visible(line)}" for line in text.split("\n")), f"  {fence}")


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split("\n")))
