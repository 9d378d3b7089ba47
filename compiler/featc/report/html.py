"""A report as one HTML page that needs nothing else: no script, no font, no image, nothing from a network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from featc.report.model import Finding, Report, Table, Verdict
from featc_runtime.rawtext import visible

_VERDICTS = {v.value for v in Verdict}

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2024; --dim: #60646c; --page: #ffffff; --card: #f6f7f9; --line: #dfe3e8;
  --passed: #18794e; --failed: #c62a2f; --incomplete: #915930; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --dim: #a0a4ab; --page: #111315; --card: #1a1d21;
  --line: #30353b; --passed: #3dd68c; --failed: #ff9592; --incomplete: #ffca16; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.25rem 4rem; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif; }
header { border-left: .4rem solid var(--verdict); padding: .25rem 0 .25rem 1rem; margin-bottom: 1.5rem; }
h1 { font-size: 1.35rem; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; }
header p { margin: .2rem 0 0; color: var(--verdict); font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .9rem .35rem 0; text-align: left; border-bottom: 1px solid var(--line); }
th { color: var(--dim); font-weight: 500; font-size: .85rem; }
.number { text-align: right; padding-right: 1.4rem; }
.passed { color: var(--passed); } .failed { color: var(--failed); } .incomplete { color: var(--incomplete); }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem;
  margin: .7rem 0; }
article h3 { margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
article.error { border-left: .25rem solid var(--failed); }
article.warning { border-left: .25rem solid var(--incomplete); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0 0; }
dt { color: var(--dim); }
dd { margin: 0; font-family: ui-monospace, monospace; font-size: .88rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
"""


def document(report: Report) -> str:
    """The text of the page."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    title = f"featc {report.command}: {report.subject}"
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    yield f"<title>{_shown(title)}</title>"
    yield f"<style>{_STYLE}</style></head>"
    yield f'<body style="--verdict: var(--{report.verdict.value})">'
    yield f"<header><h1>{_shown(title)}</h1><p>{_shown(report.sentence)}</p></header>"
    if report.facts:
        yield '<div class="scroll"><table>'
        for name, value in report.facts:
            yield f'<tr><th scope="row">{_shown(name)}</th><td class="number">{_shown(value)}</td></tr>'
        yield "</table></div>"
    for section in report.sections:
        yield "<section>"
        if section.title:
            yield f"<h2>{_shown(section.title)}</h2>"
        if section.table is not None:
            yield from _table(section.table)
        yield from (f"<p>{_shown(note)}</p>" for note in section.notes)
        for finding in section.findings:
            yield from _finding(finding)
        yield "</section>"
    yield "</body>"
    yield "</html>"


def _table(table: Table) -> Iterator[str]:
    def cell(i: int, text: str, tag: str) -> str:
        names = [*(["number"] if i in table.numbers else []), *([text] if text in _VERDICTS else [])]
        kind = f' class="{" ".join(names)}"' if names else ""
        return f"<{tag}{kind}>{_shown(text)}</{tag}>"

    yield '<div class="scroll"><table>'
    yield f"<thead><tr>{''.join(cell(i, c, 'th') for i, c in enumerate(table.columns))}</tr></thead><tbody>"
    yield from (f"<tr>{''.join(cell(i, c, 'td') for i, c in enumerate(row))}</tr>" for row in table.rows)
    yield "</tbody></table></div>"


def _finding(finding: Finding) -> Iterator[str]:
    yield f'<article class="{escape(finding.severity)}"><h3>{_shown(finding.title)}</h3>'
    if finding.lines:
        yield "<dl>"
        yield from (f"<dt>{_shown(label)}</dt><dd>{_shown(text)}</dd>" for label, text in finding.lines)
        yield "</dl>"
    yield "</article>"


def _shown(text: str) -> str:
    return escape(visible(text))
