"""A report in the format that `--format` names."""

from __future__ import annotations

from featc.cli.output import say, say_json, say_whole
from featc.report import html, junit, markdown, text
from featc.report.model import Report


def show(report: Report, format_: str) -> None:
    """Print a report to standard output."""
    match format_:
        case "json":
            say_json(report.data)
        case "text":
            for line in text.lines(report):
                say(*line)
        case "junit":
            say_whole(junit.document(report))
        case "markdown":
            say_whole(markdown.document(report))
        case "html":
            say_whole(html.document(report))
