"""Catalogue rows: comparisons, null-safe equality, membership."""

from featc_dsl.catalogue.model import Nulls, Op, Overload, examples, overloads

FAMILY = "comparison"

_ORDERED = ("int64", "float64", "string", "timestamp", "datetime", "date", "duration")
#: int64 with float64: compared exactly, as real numbers, without rounding the integer.
_MIXED = (("int64_float64", "int64", "float64"), ("float64_int64", "float64", "int64"))


def _compare(name: str, kinds: tuple[str, ...]) -> tuple[Overload, ...]:
    same = tuple(Overload(f"{name}.{k}", f"x: {k}, y: {k} -> bool") for k in kinds)
    mixed = tuple(Overload(f"{name}.{tag}", f"x: {a}, y: {b} -> bool") for tag, a, b in _MIXED)
    return same + mixed


_NAN = "IEEE 754: NaN is unequal to everything and neither less nor greater; -0.0 equals 0.0"
_EDGES = "strings by code point; false is less than true nowhere: bool has == and != only; int64 with float64 is exact"


def _row(name: str, symbol: str, doc: str, kinds: tuple[str, ...], *pairs: tuple[str, str]) -> Op:
    return Op(name, FAMILY, doc, _compare(name, kinds), examples(*pairs), symbol=symbol, nan=_NAN, edges=_EDGES)


_EQUAL = ("bool", *_ORDERED)

ROWS = (
    _row("eq", "==", "Whether both are equal.", _EQUAL, ("9007199254740993 == 9007199254740992.0", "false")),
    _row("ne", "!=", "Whether they differ.", _EQUAL, ('"a" != "b"', "true")),
    _row("lt", "<", "Whether the left is less.", _ORDERED, ('"Z" < "a"', "true")),
    _row("le", "<=", "Whether the left is less or equal.", _ORDERED, ("1 <= 1", "true")),
    _row("gt", ">", "Whether the left is greater.", _ORDERED, ("2013-10-11 > 2013-10-10", "true")),
    _row("ge", ">=", "Whether the left is greater or equal.", _ORDERED, ("0.0 >= -0.0", "true")),
    Op(
        "is_same",
        FAMILY,
        "Null-safe equality: never null itself.",
        overloads(("is_same", "x: T?, y: T? -> bool")),
        examples(('is_same(parse_int("x"), null)', "true"), ("is_same(1.0, 2.0)", "false")),
        nulls=Nulls.OWN,
        null_rule="two nulls are the same; a null and a value are not",
        nan="NaN is the same as NaN; -0.0 is the same as 0.0",
        edges="scalars only",
    ),
    Op(
        "in",
        FAMILY,
        "Whether the value is one of a literal set.",
        overloads(
            *(
                (f"in.{k}", f"x: {k}, const items: {k}[] -> bool")
                for k in ("bool", "int64", "float64", "string", "timestamp", "datetime", "date", "duration")
            )
        ),
        examples(('"b" in ["a", "b"]', "true")),
        symbol="in",
        nan="NaN is in no set; -0.0 is in a set that has 0.0",
        edges="an empty set holds nothing",
    ),
)
