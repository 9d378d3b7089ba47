"""The least and greatest value that an int64 node can have. Knows catalogue bounds and a few operations; no syntax.

Interval analysis: every rule gives an interval that holds the result for all operands within theirs; where the exact
result would leave int64 it wraps, so the interval is all of int64. Nulls are outside of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from featc.ir import InputRow, Node, RangeContract, SetContract
from featc_dsl.catalogue import BY_ID
from featc_dsl.types import Kind

Interval = tuple[int, int]

INT64: Interval = (-(2**63), 2**63 - 1)
INT32: Interval = (-(2**31), 2**31 - 1)


class Ranges:
    """Intervals of int64 nodes (of the items, for lists), each computed once."""

    def __init__(self, row: InputRow) -> None:
        self._row = {f.name: f for f in row.fields}
        self._known: dict[Node, Interval] = {}

    def of(self, root: Node) -> Interval:
        """The interval of a node."""
        stack = [root]
        while stack:
            node = stack[-1]
            if node in self._known:
                stack.pop()
                continue
            open_args = [a for a in node.args if a not in self._known]
            if open_args:
                stack.extend(open_args)
            else:
                stack.pop()
                self._known[node] = self._compute(node)
        return self._known[root]

    def _compute(self, node: Node) -> Interval:
        kind = node.type.item.kind if node.type.item else node.type.kind
        if kind is not Kind.INT64:
            return INT64
        if node.op == "const":
            return _of_values([node.consts[0]])
        if node.op == "input":
            return self._of_input(str(node.consts[0]))
        rule = _RULES.get(node.op)
        if rule is not None:
            low, high = rule(node, [self._known[a] for a in node.args])
            return (low, high) if INT64[0] <= low and high <= INT64[1] else INT64
        row = BY_ID.get(node.op)
        return (row[1].bounds if row else None) or INT64

    def _of_input(self, name: str) -> Interval:
        """What storage and contracts promise; they are checked where rows enter."""
        field = self._row[name]
        low, high = INT32 if field.storage == "int32" else INT64
        for contract in field.contracts:
            match contract:
                case RangeContract(low=int() as least, high=int() as most):
                    low, high = max(low, least), min(high, most)
                case SetContract(items=items) if items:
                    least, most = _of_values(items)
                    low, high = max(low, least), min(high, most)
        return (low, high) if low <= high else INT64


def _of_values(values: Sequence[object]) -> Interval:
    """The hull of the integers among values; only null ones have the empty hull of one point."""
    ints = [v for v in values if isinstance(v, int)]
    return (min(ints), max(ints)) if ints else (0, 0)


def _hull(*intervals: Interval) -> Interval:
    return min(i[0] for i in intervals), max(i[1] for i in intervals)


def _mul(node: Node, a: Sequence[Interval]) -> Interval:
    corners = [x * y for x in a[0] for y in a[1]]
    return min(corners), max(corners)


def _abs(node: Node, a: Sequence[Interval]) -> Interval:
    low, high = a[0]
    return max(0, low, -high), max(-low, high)


def _clip(node: Node, a: Sequence[Interval]) -> Interval:
    """least(greatest(x, lo), hi)."""
    x, low, high = a
    return min(max(x[0], low[0]), high[0]), min(max(x[1], low[1]), high[1])


def _mod(node: Node, a: Sequence[Interval]) -> Interval:
    """The rest has the sign of the divisor and is nearer to zero."""
    low, high = a[1]
    return min(low + 1, 0), max(high - 1, 0)


def _mod_const(node: Node, a: Sequence[Interval]) -> Interval:
    divisor = node.consts[0]
    assert isinstance(divisor, int)
    return _mod(node, [a[0], (divisor, divisor)])


def _floordiv_const(node: Node, a: Sequence[Interval]) -> Interval:
    divisor = node.consts[0]
    assert isinstance(divisor, int)
    ends = [x // divisor for x in a[0]]
    return min(ends), max(ends)


def _bit_and(node: Node, a: Sequence[Interval]) -> Interval:
    """One operand without the sign's bit bounds the result; without either, no bit is set above those of both."""
    tops = [high for low, high in a if low >= 0]
    if tops:
        return 0, min(tops)
    return -(2 ** _width(*a)), max(high for _, high in a)


def _bit_or(node: Node, a: Sequence[Interval]) -> Interval:
    """No more bits than in the wider operand, and the sign's bit where either may have it."""
    most = 2 ** _width(*a)
    return 0 if all(low >= 0 for low, _ in a) else -most, most - 1


def _width(*intervals: Interval) -> int:
    """How many bits besides the sign's are enough for every number in the intervals."""
    return max((x if x >= 0 else -1 - x).bit_length() for interval in intervals for x in interval)


def _shift_left(node: Node, a: Sequence[Interval]) -> Interval:
    corners = [x * 2**n for x in a[0] for n in _counts(a[1])]
    return min(corners), max(corners)


def _shift_right(node: Node, a: Sequence[Interval]) -> Interval:
    corners = [x >> n for x in a[0] for n in _counts(a[1])]
    return min(corners), max(corners)


def _counts(interval: Interval) -> Interval:
    """The counts that are not null."""
    return min(max(interval[0], 0), 63), max(min(interval[1], 63), 0)


def _sign(node: Node, a: Sequence[Interval]) -> Interval:
    low, high = ((x > 0) - (x < 0) for x in a[0])
    return low, high


#: Arithmetic on lists of integers: intervals are those of the items.
_OF_LISTS = ("lists_int64", "list_int64", "int64_list")

_RULES: Mapping[str, Callable[[Node, Sequence[Interval]], Interval]] = {
    "neg.int64": lambda _, a: (-a[0][1], -a[0][0]),
    "add.int64": lambda _, a: (a[0][0] + a[1][0], a[0][1] + a[1][1]),
    "sub.int64": lambda _, a: (a[0][0] - a[1][1], a[0][1] - a[1][0]),
    "mul.int64": _mul,
    "abs.int64": _abs,
    "clip.int64": _clip,
    "mod.int64": _mod,
    "mod_nonzero.int64": _mod_const,
    "floordiv_nonzero.int64": _floordiv_const,
    "sign.int64": _sign,
    "bit_and.int64": _bit_and,
    "bit_or.int64": _bit_or,
    "bit_xor.int64": _bit_or,
    "bit_not.int64": lambda _, a: (-1 - a[0][1], -1 - a[0][0]),
    "shift_left.int64": _shift_left,
    "shift_right.int64": _shift_right,
    "shift_left_by.int64": lambda n, a: _shift_left(n, [a[0], _of_values(n.consts)]),
    "shift_right_by.int64": lambda n, a: _shift_right(n, [a[0], _of_values(n.consts)]),
    "least.int64": lambda _, a: (min(a[0][0], a[1][0]), min(a[0][1], a[1][1])),
    "greatest.int64": lambda _, a: (max(a[0][0], a[1][0]), max(a[0][1], a[1][1])),
    "if": lambda _, a: _hull(a[1], a[2]),
    "coalesce": lambda _, a: _hull(*a),
    "null_if": lambda _, a: a[0],
    "list": lambda _, a: _hull(*a),
    "element": lambda _, a: a[0],
    "head": lambda _, a: a[0],
    "element_at": lambda _, a: a[0],
    **{f"{name}.list": lambda _, a: a[0] for name in ("slice", "slice_from", "reverse", "sort", "top_k", "distinct")},
    **{f"{name}.list": lambda _, a: a[0] for name in ("min", "max")},
    **{f"{name}.list": lambda n, _: (0, max(0, _longest(n) - 1)) for name in ("argmin", "argmax")},
    "concat.list": lambda _, a: _hull(*a),
    "length.list": lambda n, _: (0 if n.args[0].type.at_most else _longest(n), _longest(n)),
    "count.list": lambda n, _: (0, _longest(n)),
    "sum.int64": lambda n, a: _sum(n, a[0]),
    "neg.list_int64": lambda _, a: (-a[0][1], -a[0][0]),
    **{f"add.{of}": lambda _, a: (a[0][0] + a[1][0], a[0][1] + a[1][1]) for of in _OF_LISTS},
    **{f"sub.{of}": lambda _, a: (a[0][0] - a[1][1], a[0][1] - a[1][0]) for of in _OF_LISTS},
    **{f"mul.{of}": _mul for of in _OF_LISTS},
    "cut.int64": lambda n, _: _table(n),
    "cut.float64": lambda n, _: _table(n),
    "index_of.string": lambda n, _: _table(n, 1),
    "index_of.int64": lambda n, _: _table(n, 1),
    **{f"{name}.{key}_int64": lambda n, _: _mapped(n) for name in ("map", "map_or") for key in ("string", "int64")},
    "hash_bucket.string": lambda n, _: _buckets(n),
    "hash_bucket.int64": lambda n, _: _buckets(n),
    "cross.string": lambda n, _: _buckets(n),
    "cross.string_int64": lambda n, _: _buckets(n),
    "cross.int64_string": lambda n, _: _buckets(n),
    "cross.int64": lambda n, _: _buckets(n),
    "date_diff.date": lambda n, _: _difference(n),
    "date_diff.datetime": lambda n, _: _difference(n),
    "date_diff.timestamp": lambda n, _: _difference(n),
    "count_null": lambda n, _: (0, len(n.args)),
}


def _longest(node: Node) -> int:
    """How many elements the list operand has at most."""
    return node.args[0].type.size or 0


def _sum(node: Node, item: Interval) -> Interval:
    """Of all elements, or of fewer where there may be fewer."""
    type = node.args[0].type
    fewer = type.at_most or (type.item is not None and type.item.nullable)
    low, high = (_longest(node) * end for end in item)
    return (min(low, 0), max(high, 0)) if fewer else (low, high)


def _table(node: Node, less: int = 0) -> Interval:
    """0 to the length of the literal table."""
    table = node.consts[0]
    assert isinstance(table, tuple)
    return 0, max(0, len(table) - less)


def _mapped(node: Node) -> Interval:
    """The values of a literal map, and the default."""
    pairs, *default = node.consts
    assert isinstance(pairs, tuple)
    return _of_values([*(pair[1] for pair in pairs if isinstance(pair, tuple)), *default])


_DAYS = 3_652_058  # from the first to the last day of the calendar
_MOST = {"year": 9998, "quarter": 39_995, "month": 119_987, "week": _DAYS // 7, "day": _DAYS}
_PER_DAY = {"hour": 24, "minute": 1440, "second": 86_400, "millisecond": 86_400_000, "microsecond": 86_400_000_000}


def _difference(node: Node) -> Interval:
    """Complete units within the range of times."""
    unit = str(node.consts[0])
    most = _MOST[unit] if unit in _MOST else (_DAYS + 1) * _PER_DAY[unit] - 1
    return -most, most


def _buckets(node: Node) -> Interval:
    buckets = node.consts[0]
    assert isinstance(buckets, int)
    return 0, buckets - 1
