"""Catalogue rows: the 64 bits of an int64 in two's complement."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "bits"

_PAIR = "x: int64, y: int64 -> int64"


def _row(name: str, doc: str, signature: str, edges: str, *pairs: tuple[str, str]) -> Op:
    return Op(name, FAMILY, doc, overloads((f"{name}.int64", signature)), examples(*pairs), edges=edges)


def _shift(name: str, doc: str, edges: str, *pairs: tuple[str, str]) -> Op:
    """A literal count is known to be good, so the result is not nullable."""
    signatures = overloads(
        (f"{name}_by.int64", "x: int64, const count: shift -> int64"),
        (f"{name}.int64", "x: int64, count: int64 -> int64?"),
    )
    rule = f"a count outside 0..63 gives null, a literal one is a diagnostic; {edges}"
    return Op(name, FAMILY, doc, signatures, examples(*pairs), edges=rule)


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
    _shift(
        "shift_left",
        "The bits moved to the higher places, zeros behind them: x * 2^count, wrapped.",
        "bits that leave the 64 are lost",
        ("shift_left(3, 4)", "48"),
        ("shift_left(1, 60 + 4) ?? 0", "0"),
    ),
    _shift(
        "shift_right",
        "The bits moved to the lower places, the sign's bit behind them: x / 2^count, rounded down.",
        "the sign stays, as in Java's >>",
        ("shift_right(48, 4)", "3"),
        ("shift_right(-1, 63)", "-1"),
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
