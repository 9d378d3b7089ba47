"""`featc check`: diagnostics only."""

from __future__ import annotations

from pathlib import Path

from featc.check import Checked
from featc.cli.exits import FINDINGS, GOOD
from featc.cli.output import say
from featc.cli.reports import show
from featc.commands import source
from featc.report.model import Case, Finding, Report, Section, Verdict
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.render import to_json


def run(file: Path, format_: str) -> int:
    """Print the diagnostics of a file. As text each is shown with its line of the source, on standard error."""
    checked = source.read(file)
    report = _report(file, checked)
    if format_ == "text":
        source.show(checked)
        if report.good:
            say(report.sentence)
    else:
        show(report, format_)
    return GOOD if report.good else FINDINGS


def _report(file: Path, checked: Checked) -> Report:
    errors = sum(d.severity == "error" for d in checked.diagnostics)
    good = checked.featureset is not None
    features = source.counted(len(checked.featureset.features), "feature") if checked.featureset else ""
    findings = tuple(map(_finding, checked.diagnostics))
    return Report(
        command="check",
        subject=str(file),
        verdict=Verdict.PASSED if good else Verdict.FAILED,
        sentence=f"{file}: good, {features}" if good else f"{file}: {source.counted(errors, 'error')}",
        sections=(Section(findings=findings),) if findings else (),
        cases=(Case("check", str(file), findings),),
        data={"ok": good, "diagnostics": [to_json(d) for d in checked.diagnostics]},
    )


def _finding(diagnostic: Diagnostic) -> Finding:
    lines = [("at", str(diagnostic.span)), ("", diagnostic.label), ("why", diagnostic.why), ("hint", diagnostic.hint)]
    lines += [(str(span), remark) for span, remark in diagnostic.related]
    shown = tuple((label, text) for label, text in lines if text)
    return Finding(f"{diagnostic.code}: {diagnostic.title}", shown, diagnostic.severity)
