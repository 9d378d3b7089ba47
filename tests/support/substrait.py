"""Substrait's function facts in fdl: which expression is which call, which answers differ and by which rule.

Knows Substrait's types and options and fdl's expressions; the facts are data (tests/facts/substrait_scalar.json).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from facts import Case, Different, Rule, Value, float32

from featc_dsl.catalogue import BY_NAME


@dataclass(frozen=True, slots=True)
class Line:
    """How a call is written in fdl, or why it cannot be.

    ``function`` has the value of an enumeration behind it (``extract HOUR``). ``types`` and ``options`` say which calls
    are meant, where not all are; ``null`` that an argument is null. The first line that fits counts.
    """

    function: str
    expr: str = ""
    types: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    null: int | None = None
    missing: str = ""


_SATURATE = {"overflow": "SATURATE"}
_IGNORE_CASE = {"case_sensitivity": "CASE_INSENSITIVE"}

LINES: tuple[Line, ...] = (
    Line("abs", "clip(abs($0), -128, 127)", "i8", _SATURATE),
    Line("abs", "abs($0)"),
    Line("acos", "acos($0)"),
    Line("acosh", "acosh($0)"),
    Line("add", "clip($0 + $1, -128, 127)", "i8", _SATURATE),
    Line("add", "$0 + $1"),
    Line("and", "$0 and $1"),
    Line("and_not", "$0 and not $1"),
    Line("asin", "asin($0)"),
    Line("atan", "atan($0)"),
    Line("atan2", "atan2($0, $1)"),
    Line("between", "$0 in $1..$2"),
    Line("bit_length", "byte_length($0) * 8"),
    Line("ceil", "ceil($0)"),
    Line("char_length", "length($0)"),
    Line("coalesce", "$0 ?? $1"),
    Line("concat", "$0 + $1"),
    Line("concat_ws", "$1 + $0 + $2 + $0 + $3"),
    Line("contains", "contains($0, $1)"),
    Line("cos", "cos($0)"),
    Line("cosh", "cosh($0)"),
    Line("ends_with", "ends_with($0, $1)"),
    Line("equal", "$0 == $1"),
    Line("exp", "exp(float64($0))", "i"),
    Line("exp", "exp($0)"),
    Line("extract DAY", "day($0)"),
    Line("extract DAY_OF_YEAR", "day_of_year($0)"),
    Line("extract HOUR", "hour($0)"),
    Line("extract ISO_WEEK", "iso_week($0)"),
    Line("extract SECOND", "second($0)"),
    Line("extract YEAR", "year($0)"),
    Line("floor", "floor($0)"),
    Line("gt", "$0 > $1"),
    Line("gte", "$0 >= $1"),
    Line("is_false", "not ($0 ?? true)"),
    Line("is_finite", "is_finite($0)"),
    Line("is_infinite", "is_infinite($0)"),
    Line("is_nan", "is_nan($0)"),
    Line("is_not_distinct_from", "is_same($0, $1)"),
    Line("is_not_false", "$0 ?? true"),
    Line("is_not_null", "not is_null($0)"),
    Line("is_not_true", "not ($0 ?? false)"),
    Line("is_null", "is_null($0)"),
    Line("is_true", "$0 ?? false"),
    Line("left", "left($0, $1)"),
    Line("ln", "log(float64($0))"),
    Line("log10", "log10(float64($0))", "i"),
    Line("log10", "log10($0)"),
    Line("log2", "log2(float64($0))", "i"),
    Line("log2", "log2($0)"),
    Line("logb", "log($1) / log($0)"),
    Line("lower", "lower($0)"),
    Line("lpad", null=2, missing="the fill of pad_start is a literal text, and never null"),
    Line("lpad", "left(pad_start($0, #1, #2), $1)"),
    Line("lt", "$0 < $1"),
    Line("lte", "$0 <= $1"),
    Line("ltrim", "trim_start($0, $1)"),
    Line("multiply", "$0 * $1"),
    Line("negate", "-$0"),
    Line("not", "not $0"),
    Line("not_equal", "$0 != $1"),
    Line("nullif", "null_if($0, $1)"),
    Line("octet_length", "byte_length($0)"),
    Line("or", "$0 or $1"),
    Line("power", "int64(pow(float64($0), float64($1)))", "i"),
    Line("power", "pow($0, $1)"),
    Line("repeat", "repeat($0, #1)"),
    Line("replace", "replace($0, $1, $2)"),
    Line("reverse", "reverse($0)"),
    Line("right", "right($0, $1)"),
    Line("rpad", null=2, missing="the fill of pad_end is a literal text, and never null"),
    Line("rpad", "left(pad_end($0, #1, #2), $1)"),
    Line("rtrim", "trim_end($0, $1)"),
    Line("sin", "sin($0)"),
    Line("sinh", "sinh($0)"),
    Line("sqrt", "sqrt(float64($0))", "i"),
    Line("sqrt", "sqrt($0)"),
    Line("starts_with", "starts_with(casefold($0), casefold($1))", options=_IGNORE_CASE),
    Line("starts_with", "starts_with($0, $1)"),
    Line("substring", "slice($0, $1, $1 + $2)", options={"negative_start": "WRAP_FROM_END"}),
    Line("substring", "slice($0, $1 - 1, $1 - 1 + $2)"),
    Line("subtract", "clip($0 - $1, -128, 127)", "i8", _SATURATE),
    Line("subtract", "$0 - $1"),
    Line("tan", "tan($0)"),
    Line("tanh", "tanh($0)"),
    Line("trim", "trim($0, $1)"),
    Line("upper", "upper($0)"),
    Line("xor", "xor($0, $1)"),
)

RULES = {
    "wide": Rule("integers are computed in 64 bits; int8 and int16 are no types of fdl", "dsl/semantics/numbers.md"),
    "wraps": Rule("int64 wraps, and no expression fails", "dsl/semantics/numbers.md"),
    "maths": Rule("elementary functions are fdlibm's to the bit, not the nearest number", "dsl/semantics/maths.md"),
    "stored": Rule("what an int32 does not hold is stored as null, and nothing fails", "dsl/SEMANTICS.md"),
}

#: The facts that differ, and what featc answers.
DIFFERENT = {
    "arithmetic/acosh#2": Different("maths", 2.9932730967482),
    "arithmetic/abs#8": Different("wide", 128),
    "arithmetic/add#5": Different("wide", 130),
    "arithmetic/add#6": Different("wide", 60_000),
    "arithmetic/add#8": Different("wraps", -(2**63)),
    "arithmetic/cosh#2": Different("maths", 1.543080634815244),
    "arithmetic/multiply#6": Different("wide", 33_000),
    "arithmetic/multiply#7": Different("stored", None),
    "arithmetic/negate#9": Different("wide", 128),
    "arithmetic/subtract#5": Different("wide", -130),
    "arithmetic/subtract#6": Different("wide", -60_000),
    "arithmetic/subtract#7": Different("stored", None),
    "arithmetic/subtract#8": Different("wraps", 2**63 - 1),
}

_TYPES = {
    "i8": "int64", "i16": "int64", "i32": "int32", "i64": "int64", "fp32": "float32", "fp64": "float64",
    "bool": "bool", "str": "string", "date": "date", "pts<6>": "datetime", "ptstz<6>": "timestamp",
}  # fmt: skip


def read(facts: Sequence[Mapping[str, Any]]) -> tuple[list[Case], dict[str, str]]:
    """The facts that fdl can express, and why by fact for the others."""
    cases, missing = list[Case](), dict[str, str]()
    for fact in facts:
        line = _line(fact)
        absent = sorted(set(re.findall(r"(\w+)\(", line.expr)) - BY_NAME.keys())
        if absent:
            line = Line(line.function, missing=f"there is no {absent[0]}")
        if line.missing:
            missing[fact["id"]] = line.missing
            continue
        args = tuple(_value(a) for a in fact["args"] if a["type"] != "enum")
        fails = "error" in fact["expected"]
        answer = Value(args[0].type, None) if fails else _value(fact["expected"])
        cases.append(Case(fact["id"], line.expr, args, answer, fails))
    return cases, missing


def _line(fact: Mapping[str, Any]) -> Line:
    function, args = fact["func"], fact["args"]
    if args[0]["type"] == "enum":
        function, args = f"{function} {args[0]['value']}", args[1:]
    for line in LINES:
        if line.function != function or not args[0]["type"].startswith(line.types):
            continue
        if line.null is not None and args[line.null]["value"] is not None:
            continue
        if all(fact["options"].get(name) == value for name, value in line.options.items()):
            return line
    return Line(function, missing=f"nobody has said how {function} is written in fdl")


def _value(written: Mapping[str, Any]) -> Value:
    nullable = "?" in written["type"]
    type = _TYPES[written["type"].replace("?", "")]
    text = written["value"]
    return Value(type + "?" * nullable, None if text is None else _read(type, text))


def _read(type: str, text: str) -> Any:
    match type:
        case "bool":
            return text == "true"
        case "int64" | "int32":
            return int(text)
        case "float64":
            return float(text)
        case "float32":
            return float32(float(text))
        case "date":
            return (date.fromisoformat(text) - date(1970, 1, 1)).days
        case "datetime" | "timestamp":
            moment = datetime.fromisoformat(text)
            since = moment - datetime(1970, 1, 1, tzinfo=UTC if moment.tzinfo else None)
            return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    return text
