"""A report as JUnit XML, which build servers read: one suite, a case for each thing that was looked at."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from featc.report.model import Case, Finding, Report, Verdict
from featc_runtime.rawtext import visible

#: Characters that XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(report: Report) -> str:
    """The text of the file."""
    cases = report.cases or (Case(report.subject, report.command, _all(report)),)
    failed = sum(any(f.severity == "error" for f in c.findings) for c in cases)
    skipped = sum(bool(c.skipped) for c in cases)
    counts = {"tests": str(len(cases)), "failures": str(failed), "errors": "0", "skipped": str(skipped)}
    suites = ElementTree.Element("testsuites", {"name": f"featc {report.command}", **counts})
    suite = ElementTree.SubElement(suites, "testsuite", {"name": _text(report.subject), **counts})
    for case in cases:
        element = ElementTree.SubElement(suite, "testcase", {"classname": _text(case.group), "name": _text(case.name)})
        wrong = [f for f in case.findings if f.severity == "error"]
        if wrong:
            failure = ElementTree.SubElement(element, "failure", {"message": _text(wrong[0].title)})
            failure.text = _text("\n\n".join(map(_whole, wrong)))
        elif case.skipped:
            ElementTree.SubElement(element, "skipped", {"message": _text(case.skipped)})
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _all(report: Report) -> tuple[Finding, ...]:
    found = tuple(f for section in report.sections for f in section.findings)
    if not found and report.verdict is not Verdict.PASSED:
        return (Finding(report.sentence),)
    return found


def _whole(finding: Finding) -> str:
    return "\n".join([finding.title, *(f"{label}: {text}" if label else text for label, text in finding.lines)])


def _text(text: str) -> str:
    return _NOT_XML.sub(lambda m: f"\\u{ord(m[0]):04x}", visible(text))
