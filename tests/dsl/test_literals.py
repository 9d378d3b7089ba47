"""Literals: their values, and what is refused and why."""

import datetime as dt
import json

import pytest

from featc_dsl import ast
from featc_dsl.parser import parse
from featc_dsl.source import decode


def literal(text: str) -> ast.Literal:
    file, diagnostics = parse(f"feature x = {text}\n", "t.fdl")
    assert diagnostics == ()
    assert file is not None
    decl = file.decls[0]
    assert isinstance(decl, ast.FeatureDecl)
    assert isinstance(decl.value, ast.Literal)
    assert parse(f"feature x = {text}", "t.fdl")[0] is not None
    return decl.value


def micros(text: str) -> int:
    return (dt.datetime.fromisoformat(text) - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0", "int64", 0),
        ("1_000_000", "int64", 1000000),
        ("9223372036854775807", "int64", 2**63 - 1),
        ("-9223372036854775808", "int64", -(2**63)),
        ("- 9223372036854775808", "int64", -(2**63)),
        ('r"\\d+"', "string", "\\d+"),
        ('r""', "string", ""),
        ('r"\\"\\\\"', "string", '\\"\\\\'),
        ('r"\\u{41}#{w}"', "string", "\\u{41}#{w}"),
        ("1e5", "float64", 1e5),
        ("1.5", "float64", 1.5),
        ("1_000.5", "float64", 1000.5),
        ("0.1e-7", "float64", 0.1e-7),
        ("2E+3", "float64", 2000.0),
        ("4.9e-324", "float64", 5e-324),
        ("1e-999", "float64", 0.0),
        ("1.7976931348623157e308", "float64", 1.7976931348623157e308),
        ("9007199254740993.0", "float64", 9007199254740992.0),
        ("true", "bool", True),
        ("false", "bool", False),
        ("null", "null", None),
        ("7d", "duration", 7 * 86_400_000_000),
        ("1h30m", "duration", 5_400_000_000),
        ("1d2h3m4s5ms6us", "duration", 93_784_005_006),
        ("1_000ms", "duration", 1_000_000),
        ("0s", "duration", 0),
        ("3652500d", "duration", 315_576_000_000_000_000),
        ("1mo", "calendar", 1),
        ("1y6mo", "calendar", 18),
        ("1970-01-01", "date", 0),
        ("2013-10-10", "date", 15988),
        ("0001-01-01", "date", -719162),
        ("9999-12-31", "date", 2932896),
        ("2000-02-29", "date", 11016),
        ("1970-01-01T00:00:00Z", "timestamp", 0),
        ("2013-01-01T04:30:00-05:00", "timestamp", micros("2013-01-01T04:30:00-05:00")),
        ("2013-01-01T04:30:00.000001+05:45", "timestamp", micros("2013-01-01T04:30:00.000001+05:45")),
        ("2013-01-01t04:30:00.5z", "timestamp", micros("2013-01-01T04:30:00.500000+00:00")),
        ("0001-01-01T00:00:00Z", "timestamp", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59.999999Z", "timestamp", 253_402_300_799_999_999),
        ('""', "string", ""),
        ('"a\\n\\t\\r\\\\\\"b"', "string", 'a\n\t\r\\"b'),
        ('"\\u{1F600}\\u{0}\\u{10FFFF}"', "string", "\U0001f600\0\U0010ffff"),
        ('"# no comment 😀"', "string", "# no comment 😀"),
    ],
)
def test_values(text: str, kind: str, value: object) -> None:
    found = literal(text)
    assert (found.kind, found.value, type(found.value)) == (kind, value, type(value))


def test_a_negative_zero_keeps_its_sign() -> None:
    assert str(literal("-0.0").value) == "-0.0"
    assert literal("-0").value == 0


@pytest.mark.parametrize(
    ("text", "code", "bad"),
    [
        ("007", "FDL004", "007"),
        ("-01", "FDL004", "01"),
        ("00.5", "FDL004", "00.5"),
        ("1_", "FDL004", "1_"),
        ("1__0", "FDL004", "1__0"),
        ("1._5", "FDL004", "1._5"),
        ("1.x", "FDL004", "1.x"),
        ("1.", "FDL004", "1."),
        (".5", "FDL004", ".5"),
        ("1e", "FDL004", "1e"),
        ("0b101", "FDL004", "0b101"),
        ("1.2.3", "FDL004", "1.2.3"),
        ("01h", "FDL004", "01"),
        ("9223372036854775808", "FDL005", "9223372036854775808"),
        ("-9223372036854775809", "FDL005", "9223372036854775809"),
        ("1.8e308", "FDL005", "1.8e308"),
        ("2013-10-10T00:00:00", "FDL006", "2013-10-10T00:00:00"),
        ("2013-10-10T00:00:00.5", "FDL006", "2013-10-10T00:00:00.5"),
        ("2013-02-30", "FDL007", "2013-02-30"),
        ("2013-2-3", "FDL007", "2013-2-3"),
        ("0000-01-01", "FDL007", "0000-01-01"),
        ("12013-01-01", "FDL007", "12013-01-01"),
        ("2013-01-01T00:00:60Z", "FDL007", "00:00:60"),
        ("2013-01-01T00:00:00.0000001Z", "FDL007", "0000001"),
        ("2013-01-01T00:00Z", "FDL007", "2013-01-01T00:00Z"),
        ("2013-01-01T00:00:00+0500", "FDL007", "2013-01-01T00:00:00+0500"),
        ("2013-01-01T00:00:00+05:60", "FDL007", "+05:60"),
        ("9999-12-31T23:59:59-00:01", "FDL007", "9999-12-31T23:59:59-00:01"),
        ("5min", "FDL008", "min"),
        ("1mo2d", "FDL008", "1mo2d"),
        ("1m1h", "FDL008", "1h"),
        ("3652501d", "FDL008", "3652501d"),
        ('"\\x41"', "FDL003", "\\x"),
        ('"\\u{110000}"', "FDL003", "\\u{110000}"),
        ('"\\u{dfff}"', "FDL003", "\\u{dfff}"),
        ('"a', "FDL002", '"a'),
        ('"a\\', "FDL002", '"a\\'),
    ],
)  # fmt: skip
def test_refused(text: str, code: str, bad: str) -> None:
    source = f"feature x = {text}\n"
    found = parse(source, "t.fdl")[1]
    assert (found[0].code, source[found[0].span.start : found[0].span.end]) == (code, bad)


@pytest.mark.parametrize("mark", ["\x00", "\x0b", "\u202e", "\u2066", "\u200f", "\u2028", "\ud83d", "\x85"])
@pytest.mark.parametrize("template", ['feature x = "a{}b"\n', "feature x = 1 # {}\n", "feature x = 1 {}\n"])
def test_characters_that_deceive(mark: str, template: str) -> None:
    assert [d.code for d in parse(template.format(mark), "t.fdl")[1]] == ["FDL018"]


def test_a_byte_order_mark_has_no_column() -> None:
    file, diagnostics = parse("\ufefffeature x = 1 1\n", "t.fdl")
    assert [(d.span.start, d.span.line, d.span.column) for d in diagnostics] == [(15, 1, 15)]
    assert file is None


def test_bytes_that_are_no_utf8() -> None:
    text, found = decode("a\né".encode("latin-1"), "t.fdl")
    assert text is None
    assert [(d.code, d.span.line, d.span.column) for d in found] == [("FDL018", 2, 1)]
    assert decode("é😀".encode(), "t.fdl") == ("é😀", ())


def test_strings_of_json_are_strings_of_fdl() -> None:
    for text in ("plain", 'quote " and \\', "tab\tnew\nline\r", "é 😀"):
        assert literal(json.dumps(text, ensure_ascii=False)).value == text
