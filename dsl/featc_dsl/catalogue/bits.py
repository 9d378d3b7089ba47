"""Catalogue rows: the 64 bits of an int64 in two's complement."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "bits"

_PAIR = "x: int64, y: int64 -> int64"
_COUNT = "a count outside 0..63 gives null"


def _row(name: str, doc: str, signature: str, edges: str, *pairs: tuple[str, str]) -> Op:
    return Op(name, FAMILY, doc, overloads((f"{name}.int64", signature)), examples(*pairs), edges=edges)


ROWS = (
    _row(
        "bit_and",
        "The bits that are set in both.",
        _PAIR,
        "of negative numbers too: bit_and(-1, x) is x",
        ("bit_and(12, 10)", "8"),
    ),
    _row(
        "bit_or",
        "The bits that are set in at least one.",
        _PAIR,
        "of negative numbers too: bit_or(-1, x) is -1",
        ("bit_or(12, 10)", "14"),
    ),
    _row(
        "bit_xor",
        "The bits that are set in exactly one.",
        _PAIR,
        "of negative numbers too: bit_xor(-1, x) is bit_not(x)",
        ("bit_xor(12, 10)", "6"),
    ),
    _row("bit_not", "Every bit turned: -1 - x.", "x: int64 -> int64", "never wraps", ("bit_not(5)", "-6")),
    _row(
        "shift_left",
        "The bits moved to the higher places, zeros behind them: x * 2^count, wrapped.",
        "x: int64, count: int64 -> int64?",
        f"{_COUNT}; bits that leave the 64 are lost",
        ("shift_left(3, 4) ?? 0", "48"),
        ("shift_left(1, 64) ?? 0", "0"),
    ),
    _row(
        "shift_right",
        "The bits moved to the lower places, the sign's bit behind them: x / 2^count, rounded down.",
        "x: int64, count: int64 -> int64?",
        f"{_COUNT}; the sign stays, as in Java's >>",
        ("shift_right(48, 4) ?? 0", "3"),
        ("shift_right(-1, 63) ?? 0", "-1"),
    ),
    Op(
        "bit_count",
        FAMILY,
        "How many of the 64 bits are set.",
        overloads(("bit_count.int64", "x: int64 -> int64", (0, 64))),
        examples(("bit_count(255)", "8"), ("bit_count(-1)", "64")),
        edges="of a negative number, those of its two's complement (not, as in Python, of its magnitude)",
    ),
)
