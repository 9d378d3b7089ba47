"""Catalogue rows: numbers without transcendental functions, casts and number parsing."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "numbers"

_LEAST_KINDS = ("int64", "float64", "string", "timestamp", "datetime", "date", "duration")
_LEAST_NAN = "NaN if any operand is NaN; -0.0 counts as less than 0.0"


def _rounding(name: str, doc: str, *pairs: tuple[str, str]) -> Op:
    return Op(
        name,
        FAMILY,
        doc,
        overloads((f"{name}.float64", "x: float64 -> float64")),
        examples(*pairs),
        nan="NaN gives NaN",
        edges="infinities and numbers from 2^52 on stay; the sign of zero is kept",
    )


ROWS = (
    Op(
        "least",
        FAMILY,
        "The least of the operands.",
        overloads(*((f"least.{k}", f"*x: {k} -> {k}") for k in _LEAST_KINDS)),
        examples(("least(3, 1, 2)", "1")),
        nan=_LEAST_NAN,
        edges="strings by code point",
    ),
    Op(
        "greatest",
        FAMILY,
        "The greatest of the operands.",
        overloads(*((f"greatest.{k}", f"*x: {k} -> {k}") for k in _LEAST_KINDS)),
        examples(("greatest(3, 1, 2)", "3")),
        nan=_LEAST_NAN,
        edges="strings by code point",
    ),
    Op(
        "abs",
        FAMILY,
        "The number without its sign.",
        overloads(
            ("abs.int64", "x: int64 -> int64"),
            ("abs.float64", "x: float64 -> float64"),
            ("abs.duration", "x: duration -> duration"),
        ),
        examples(("abs(-5)", "5")),
        nan="NaN gives NaN",
        edges="abs(-9223372036854775808) wraps to itself",
    ),
    Op(
        "sign",
        FAMILY,
        "1 for numbers above zero, -1 for those below, zero for zero.",
        overloads(
            ("sign.int64", "x: int64 -> int64", (-1, 1)),
            ("sign.float64", "x: float64 -> float64"),
        ),
        examples(("sign(-5)", "-1"), ("sign(2.5)", "1.0")),
        nan="NaN gives NaN",
        edges="of a float64 the sign of zero is kept",
    ),
    Op(
        "fmod",
        FAMILY,
        "The rest of x / y rounded toward zero, exactly; it has the sign of x.",
        overloads(("fmod.float64", "x: float64, y: float64 -> float64")),
        examples(("fmod(-7.5, 2.0)", "-1.5"), ("fmod(25.25, 24)", "1.25")),
        nan="NaN where an operand is NaN, x is infinite or y is zero",
        edges="fmod(x, ±inf) is x; a rest of zero has the sign of x",
    ),
    Op(
        "clip",
        FAMILY,
        "The number, moved to the nearer bound where it lies outside `lo..hi`.",
        overloads(
            ("clip.int64", "x: int64, lo: int64, hi: int64 -> int64"),
            ("clip.float64", "x: float64, lo: float64, hi: float64 -> float64"),
        ),
        examples(("clip(7, 0, 5)", "5")),
        nan="NaN if any operand is NaN",
        edges="least(greatest(x, lo), hi), so hi wins where lo > hi; such literals are a diagnostic",
    ),
    _rounding("floor", "The greatest whole number that is not above x.", ("floor(-1.5)", "-2.0")),
    _rounding("ceil", "The least whole number that is not below x.", ("ceil(-1.5)", "-1.0")),
    _rounding("trunc", "The whole number next to x toward zero.", ("trunc(-1.5)", "-1.0")),
    _rounding("round", "The nearest whole number, a half to the even one.", ("round(2.5)", "2.0")),
    _rounding(
        "round_half_away",
        "The nearest whole number, a half to the one farther from zero.",
        ("round_half_away(2.5)", "3.0"),
        ("round_half_away(-0.5)", "-1.0"),
    ),
    Op(
        "ratio",
        FAMILY,
        "x / y, or null where y is zero.",
        overloads(
            ("ratio.int64", "x: int64, y: int64 -> float64?"),
            ("ratio.float64", "x: float64, y: float64 -> float64?"),
        ),
        examples(("ratio(1, 4)", "0.25"), ("ratio(1, 0) ?? -1.0", "-1.0")),
        nan="IEEE 754: NaN is not null",
        edges="0.0 and -0.0 both count as zero; integers are converted, then divided",
    ),
    Op(
        "int64",
        FAMILY,
        "An int64: of a float64 toward zero, of a bool 0 or 1.",
        overloads(
            ("int64.float64", "x: float64 -> int64?"),
            ("int64.bool", "x: bool -> int64", (0, 1)),
        ),
        examples(("int64(-1.9) ?? 0", "-1"), ("int64(true)", "1")),
        nan="NaN gives null",
        edges="null below -2^63 and from 2^63 on",
    ),
    Op(
        "float64",
        FAMILY,
        "A float64: of an int64 rounded half to even, of a bool 0.0 or 1.0; of a list each element.",
        overloads(
            ("float64.int64", "x: int64 -> float64"),
            ("float64.bool", "x: bool -> float64"),
            ("float64.list_int64", "x: list<int64> -> list<float64, x>"),
            ("float64.list_bool", "x: list<bool> -> list<float64, x>"),
        ),
        examples(("float64(9007199254740993)", "9007199254740992.0")),
        edges="a null element of a list stays null",
    ),
    Op(
        "parse_int",
        FAMILY,
        "The int64 that the text writes in decimal.",
        overloads(("parse_int.string", "x: string -> int64?")),
        examples(('parse_int("-042") ?? 0', "-42")),
        edges="an optional + or - and one or more ASCII digits, nothing else, no spaces; else or outside int64 null",
    ),
    Op(
        "parse_float",
        FAMILY,
        "The float64 nearest to what the text writes in decimal, correctly rounded.",
        overloads(("parse_float.string", "x: string -> float64?")),
        examples(('parse_float("1.5e3") ?? 0.0', "1500.0")),
        nan="the texts nan and inf are not numbers: null",
        edges="optional sign; ASCII digits with at most one point and at least one digit; optional e or E with an "
        "optional sign and digits; nothing else, no spaces; too large is ±inf, too small ±0.0",
    ),
)
