"""Reports in every format: of good and bad results, of empty ones, with texts made to break each format."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from featc.cli.reports import show
from featc.report import html, junit, markdown
from featc.report.model import FORMATS, Case, Finding, Report, Section, Verdict, table

HOSTILE = "<script>alert(1)</script> & \"q\" 'q' ]]> | * _ ` ``` \x1b[31m \x00 \u202e \ud7ff\ufffe é 😀"


def report(text: str, verdict: Verdict = Verdict.FAILED) -> Report:
    finding = Finding(text, ((text[:20], text), ("many\nlines", "one\ntwo\n" + text)))
    section = Section(text, table((text, "n"), [(text, "1"), ("failed", "2")], [1]), (finding,), (text,))
    cases = (Case(text, text, (finding,)), Case("g", "good"), Case("g", "left out", skipped=text))
    return Report("verify", text, verdict, text, (section,), cases, ((text, "1"),), {"ok": False, "text": text})


EMPTY = Report("check", "a.fdl", Verdict.PASSED, "a.fdl: good")


def printed(shown: Report, format_: str) -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(out):
        show(shown, format_)
    out.flush()
    out.seek(0)
    return out.read()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("shown", [EMPTY, report("plain"), report(HOSTILE), *(report("x", v) for v in Verdict)])
def test_nothing_that_a_terminal_obeys_is_printed(shown: Report, format_: str) -> None:
    text = printed(shown, format_)
    assert text.endswith("\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("shown", [EMPTY, report("plain"), report(HOSTILE)])
def test_junit_is_xml_with_the_right_counts(shown: Report) -> None:
    root = ElementTree.fromstring(junit.document(shown))
    suite = root.find("testsuite")
    assert suite is not None
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))
    assert (shown is EMPTY) == (suite.get("failures") == "0")


def test_a_failure_without_cases_is_one() -> None:
    text = junit.document(Report("certify", "s.v1", Verdict.INCOMPLETE, "Go is not installed"))
    assert "<failure" in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name in ("src", "href", "onerror", "onload") for name, _ in attrs)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("shown", [EMPTY, report("plain"), report(HOSTILE)])
def test_html_is_whole_and_asks_for_nothing(shown: Report) -> None:
    text = html.document(shown)
    tags = _Tags()
    tags.feed(text)
    assert not tags.open
    assert not tags.seen & {"script", "link", "img", "iframe"}
    assert "url(" not in text
    assert "@import" not in text


def test_markdown_tables_have_their_columns() -> None:
    for line in markdown.document(report("a | b")).splitlines():
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", line)) == 3, line


def test_text_has_verdicts_and_aligned_numbers() -> None:
    shown = Report(
        "x", "s", Verdict.PASSED, "all good", (Section(table=table(("a", "n"), [("b", "1"), ("cc", "10")], [1])),)
    )
    assert printed(shown, "text").splitlines() == ["a    n", "b    1", "cc  10", "", "all good"]
