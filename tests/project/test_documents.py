"""The texts: links lead somewhere, cited rules exist, counts are true, what the page of the language shows compiles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from project import ROOT, files, is_generated, relative

from featc.check import check_source
from featc_dsl.catalogue import ROWS
from featc_dsl.catalogue.page import RULES

DOCUMENTS = [p for p in files(".md") if not is_generated(p) and not relative(p).startswith("dsl/featc_dsl/")]
SEMANTICS = ROOT / "dsl" / "SEMANTICS.md"

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def anchors(path: Path) -> set[str]:
    """The places in a document that a link may name, as GitHub makes them of headings; and those set by hand."""
    text = path.read_text(encoding="utf-8")
    made = set()
    for heading in _HEADING.findall(_FENCE.sub("", text)):
        kept = re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading).lower())
        made.add(kept.replace(" ", "-"))
    return made | set(_ANCHOR.findall(text))


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_links(document: Path) -> None:
    broken = []
    for link in _LINK.findall(_FENCE.sub("", document.read_text(encoding="utf-8"))):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def test_every_page_of_the_semantics_is_in_the_index() -> None:
    named = set(re.findall(r"\(semantics/(\w+)\.md\)", SEMANTICS.read_text(encoding="utf-8")))
    assert named == {p.stem for p in (SEMANTICS.parent / "semantics").glob("*.md")}


def test_every_family_has_its_rules() -> None:
    assert {row.family for row in ROWS} == RULES.keys()
    for place in RULES.values():
        name, _, anchor = place.partition("#")
        path = SEMANTICS.parent / name
        assert path.exists()
        assert not anchor or anchor in anchors(path)


def test_rules_that_code_cites_exist() -> None:
    known, wrong = anchors(SEMANTICS), []
    for path in files(".py", ".lark", ".md", ".fdl"):
        for anchor in re.findall(r"SEMANTICS\.md#([\w-]+)", path.read_text(encoding="utf-8", errors="replace")):
            if anchor not in known:
                wrong.append(f"{relative(path)}: SEMANTICS.md#{anchor}")
    assert not wrong


def test_pins_that_texts_name() -> None:
    """The pages that name a release of the pinned data name the one that is pinned."""
    from featc_runtime.data import pins

    time = (SEMANTICS.parent / "semantics" / "time.md").read_text(encoding="utf-8")
    strings = (SEMANTICS.parent / "semantics" / "strings.md").read_text(encoding="utf-8")
    assert f"tzdata {pins.TZDATA_VERSION} " in time
    assert f"pinned ({pins.UNICODE_VERSION})" in strings
    assert f"semantics version {pins.SEMANTICS}**" in SEMANTICS.read_text(encoding="utf-8")


LANGUAGE = (ROOT / "dsl" / "LANGUAGE.md").read_text(encoding="utf-8")

#: What the expressions beside those of Python and SQL are written of.
_ROW = """featureset example.v1
input Row {
  x: float64, y: float64, n: int64, s: string, t: timestamp, d: date, c: bool
  xs: list<float64, ..8>, u: list<float64, 4>, v: list<float64, 4>, words: list<string, ..8>
}
"""


def test_programs_of_the_language_compile() -> None:
    programs = re.findall(r"^```fdl\n(featureset .*?)^```$", LANGUAGE, re.MULTILINE | re.DOTALL)
    assert len(programs) >= 2
    for program in programs:
        assert not check_source("example.fdl", program, lambda name: "").diagnostics, program


def test_expressions_beside_those_of_other_languages_compile() -> None:
    """Each in backticks on the right of the table is one, with a and b of one of the types that fit."""
    table = LANGUAGE[LANGUAGE.index("## From Python and SQL") : LANGUAGE.index("## Diagnostics")]
    rows = [line.split(" | ", 1)[1] for line in table.splitlines() if line.startswith("| ") and " | " in line][1:]
    found = [code for row in rows for code in re.findall(r"`([^`]+)`", row)]
    assert len(found) > 50
    for code in found:
        if re.fullmatch(r'r".*"|[a-z_]+|[-+*/ ]+', code):
            continue  # a pattern, a name, symbols
        programs = [
            f"{_ROW}let a = {value}\nlet b = {value}\nfeature f = {code}\n" for value in ("x", "s", "c", "d", "words")
        ]
        good = any(not check_source("example.fdl", p, lambda name: "").diagnostics for p in programs)
        assert good, code


def test_counts_of_operators() -> None:
    """The table of the README adds families up."""
    groups = {
        "numbers": ("arithmetic", "comparison", "logic", "numbers", "bits", "scaling", "maths"),
        "text": ("strings", "regex"),
        "time": ("time",),
        "lists": ("lists",),
        "categories, geography": ("categories", "geography"),
    }
    assert {row.family for row in ROWS} == {f for families in groups.values() for f in families}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, families in groups.items():
        count = sum(row.family in families for row in ROWS)
        assert f"| {count} {name} |" in readme, f"README.md: there are {count} operators of {name}"
