"""Rendering: carets under what is meant, whatever the line holds."""

import json
import re
import unicodedata

import pytest

from featc_dsl.diagnostics import Diagnostic
from featc_dsl.near import near
from featc_dsl.render import WIDTH, render, to_json
from featc_dsl.source import Source


def found(text: str, piece: str, label: str = "") -> str:
    start = text.index(piece)
    span = Source(text, "t.fdl").span(start, start + len(piece))
    return render(Diagnostic("FDL012", "title", span, label), {"t.fdl": text})


def columns(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(c) in ("W", "F") for c in text)
    return len(text) + wide - sum(unicodedata.category(c) in ("Mn", "Cf") for c in text)


def test_the_whole_layout() -> None:
    text = "feature a = 1\nfeature b = a ! 2\n"
    span = Source(text, "x/t.fdl").span(28, 29)
    first = Source(text, "x/t.fdl").span(8, 9)
    diagnostic = Diagnostic("FDL012", "no such sign", span, "here", "because", "mend it", ((first, "declared here"),))
    assert render(diagnostic, {"x/t.fdl": text}) == (
        "error[FDL012]: no such sign\n"
        " --> x/t.fdl:2:15\n"
        "  |\n"
        "2 | feature b = a ! 2\n"
        "  |               ^ here\n"
        "  |\n"
        "1 | feature a = 1\n"
        "  |         - declared here\n"
        "  |\n"
        "  = why: because\n"
        "  = hint: mend it"
    )
    coloured = render(diagnostic, {"x/t.fdl": text}, color=True)
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(diagnostic, {"x/t.fdl": text})


@pytest.mark.parametrize("before", ["", "价格 ", "e\u0301e\u0301 ", "👍🏽 ", "\t", "a\tb\t", "ｆｕｌｌ", "\ufeff"])
def test_the_caret_stands_below(before: str) -> None:
    out = found(f"{before}bad\tafter\n", "bad", label="x").split("\n")
    line, caret = out[3], out[4]
    assert columns(line[: line.index("bad")]) == caret.index("^")
    assert caret.endswith("^^^ x")


def test_wide_characters_have_wide_carets() -> None:
    assert found('x = "价格"\n', "价格").split("\n")[4] == "  |      ^^^^"


def test_places_without_width_and_at_the_end() -> None:
    text = "feature x ="
    span = Source(text, "t.fdl").span(len(text), len(text))
    assert render(Diagnostic("FDL020", "t", span), {"t.fdl": text}).split("\n")[4] == "  |            ^"


def test_several_lines() -> None:
    out = found("a (\r\n b\r\n)\r\n", "(\r\n b\r\n)", label="all").split("\n")
    assert out[3:5] == ["1 | a (", "  |   ^ all (to line 3)"]


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "a + " * 200 + "BAD" + " + b" * 200
    out = found(text, "BAD", label="x").split("\n")
    line, caret = out[3], out[4]
    assert len(line) <= WIDTH + 6
    assert line[caret.index("^") : caret.index("^") + 3] == "BAD"
    assert line.count("…") == 2
    assert found("x" * 500, "x" * 500).split("\n")[4].count("^") <= WIDTH


def test_nothing_reaches_the_terminal_raw() -> None:
    out = found('x = "\u202e\x1b[31m\x07" bad', "bad")
    assert "<U+202E><U+001B>[31m<U+0007>" in out
    assert out.split("\n")[4].index("^") == out.split("\n")[3].index("bad")


def test_messages_may_quote_anything() -> None:
    span = Source("abc", "t.fdl").span(0, 1)
    diagnostic = Diagnostic("FDL029", "`\ud800\u202e` is no name", span, hint="\x1b[2J")
    assert "`<U+D800><U+202E>` is no name" in render(diagnostic, {})
    assert to_json(diagnostic)["hint"] == "<U+001B>[2J"


def test_a_missing_source() -> None:
    span = Source("abc", "gone.fdl").span(0, 1)
    assert render(Diagnostic("FDL030", "t", span, "l"), {}) == "error[FDL030]: t\n --> gone.fdl:1:1\n  = l"


def test_json() -> None:
    span = Source("a\n😀b", "t.fdl").span(3, 4)
    data = to_json(Diagnostic("FDL012", "t", span, "l", "w", "h", ((span, "r"),)))
    place = {"file": "t.fdl", "line": 2, "column": 2, "start": 3, "end": 4}
    assert data == {
        "code": "FDL012", "severity": "error", "title": "t", **place, "label": "l", "why": "w", "hint": "h",
        "related": [{**place, "remark": "r"}],
    }  # fmt: skip
    assert json.loads(json.dumps(data)) == data


def test_near_names() -> None:
    names = ["carrier", "carrier_id", "distance", "dest", "dep_hour"]
    assert near("carier", names) == ("carrier",)
    assert near("Distance", names) == ("distance",)
    assert near("dets", names) == ("dest",)
    assert near("dep_huor", names) == ("dep_hour",)
    assert near("weather", names) == ()
    assert near("dest", names) == ()
