"""Vectors of operations on lists: parts of them by Python's lists and slices, order by counting what is less. Knows
nothing of featc.

python tests/tools/make_vectors_lists.py
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from list_values import FOLDER, POOLS, lists_of, random_lists, write

PARTS = "slices of Python lists"
ORDER = "counting the elements that are less"
COUNT = 14

#: Lists to cut, by their type; elements in the form of the vector files.
LISTS: dict[str, list[list[Any] | None]] = {
    "list<int64, 3>": [["1", "2", "3"], ["-9223372036854775808", "0", "9223372036854775807"], None],
    "list<int64?, 2>": [["1", None], [None, None], [None, "7"]],
    "list<float64, 2>": [["0x1.8000000000000p+0", "nan"], ["-0x0.0p+0", "inf"]],
    "list<bool, 1>": [[True], [False]],
    "list<string, 2>": [["", "é"], ["😀", "a\u0000"]],
    "list<string, ..4>": [[], [""], ["a", "b"], ["a", "b", "c", "d"], None],
    "list<string?, ..3>": [[], [None], ["a", None, "c"], [None, None, None]],
    "list<float64?, ..5>": [[], ["0x0.0p+0"], [None, "nan", "-inf", "0x1.0000000000000p-1074", None], None],
    "list<int64, ..70>": [[str(n) for n in range(70)], [str(n) for n in range(64)], []],
    "list<date?, ..2>": [["0", None], ["-719162"], ["2932896", "1"]],
    "list<duration, 4>": [["0", "-1", "315576000000000000", "5"]],
    "list<timestamp, ..3>": [["0", "1"], []],
}
LIMITS = (1, 2, 3, 4, 5, 64, 70, 65535)


def section(items: list[Any] | None, limit: int) -> str:
    if items is None:
        return "null"
    if "nan" in items:
        return "nan"
    return "edge" if limit in (1, len(items), len(items) + 1, 65535) or not items else "basic"


def head() -> None:
    lines: list[dict[str, Any]] = [{"op": "head", "oracle": PARTS}]
    for kind, lists in LISTS.items():
        for items in lists:
            for limit in LIMITS:
                expect = None if items is None else items[:limit]
                lines.append(
                    {"section": section(items, limit), "types": [kind], "args": [items, limit], "expect": expect}
                )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (FOLDER / "head.jsonl").write_text(text, encoding="utf-8")


def is_nan(v: Any) -> bool:
    return isinstance(v, float) and math.isnan(v)


def less(a: Any, b: Any) -> bool:
    """Whether an element that is no NaN is before another in the order of their type."""
    if isinstance(a, str):
        return [ord(c) for c in a] < [ord(c) for c in b]
    return bool(a < b or (a == b and isinstance(a, float) and math.copysign(1, a) < math.copysign(1, b)))


def same(a: Any, b: Any) -> bool:
    """As null-safe equality has it."""
    if a is None or b is None:
        return a is b
    return bool(a == b) or (is_nan(a) and is_nan(b))


def ordered(x: list[Any], descending: bool) -> list[Any]:
    """Each number where the count of those before it says, then NaN, then nulls."""
    numbers = [v for v in x if v is not None and not is_nan(v)]
    places: list[Any] = [None] * len(numbers)
    for i, v in enumerate(numbers):
        before = sum(less(w, v) for w in numbers) + sum(not less(w, v) and not less(v, w) for w in numbers[:i])
        places[before] = v
    if descending:
        places.reverse()
    return places + [v for v in x if is_nan(v)] + [None] * x.count(None)


def best(x: list[Any], before: Callable[[Any, Any], bool]) -> int | None:
    """The position of the first element that no other is before, or of the first NaN."""
    there = [i for i, v in enumerate(x) if v is not None]
    nans = [i for i in there if is_nan(x[i])]
    firsts = nans or [i for i in there if not any(before(x[j], x[i]) for j in there)]
    return firsts[0] if firsts else None


def greater(a: Any, b: Any) -> bool:
    return less(b, a)


def pick(x: list[Any], at: int | None) -> Any:
    return None if at is None else x[at]


def distinct(x: list[Any]) -> list[Any]:
    return [v for i, v in enumerate(x) if not any(same(v, w) for w in x[:i])]


OF_ONE: dict[str, tuple[str, Callable[[list[Any]], Any]]] = {
    "length.list": (PARTS, len),
    "count.list": (PARTS, lambda x: sum(v is not None for v in x)),
    "reverse.list": (PARTS, lambda x: list(reversed(x))),
    "distinct.list": ("comparing each element with those before it", distinct),
    "min.list": (ORDER, lambda x: pick(x, best(x, less))),
    "max.list": (ORDER, lambda x: pick(x, best(x, greater))),
    "argmin.list": (ORDER, lambda x: best(x, less)),
    "argmax.list": (ORDER, lambda x: best(x, greater)),
}

#: Positions to cut at: near both ends of lists of up to eight, and far outside.
POSITIONS = (0, 1, -1, 2, 3, -3, 7, 8, 9, -8, -9, 2**62, -(2**62), 2**63 - 1, -(2**63))


def every_list(seed: int) -> list[tuple[str, list[Any]]]:
    return [pair for kind in POOLS for pair in lists_of(kind, COUNT if kind in LARGE else 4, seed)]


#: Kinds of which there are more vectors: those with a rule of their own.
LARGE = ("float64", "int64", "string")


def main() -> None:
    head()
    for op, (oracle, function) in OF_ONE.items():
        write(op, oracle, [([t], [x], [], function(x)) for t, x in every_list(1)])
    lists = every_list(2)
    sort, top, slice_from, slices, contains, concat = ([] for _ in range(6))  # type: ignore[var-annotated]
    for i, (t, x) in enumerate(lists):
        for descending in (False, True):
            sort.append(([t], [x], [descending], ordered(x, descending)))
        for k in (1, 2, 8):
            top.append(([t], [x], [k], [v for v in ordered(x, True) if v is not None][:k]))
        start, stop = POSITIONS[i % len(POSITIONS)], POSITIONS[(i // 3) % len(POSITIONS)]
        slice_from.append(([t, "int64"], [x, start], [], x[start:]))
        slices.append(([t, "int64", "int64"], [x, start, stop], [], x[start:stop]))
        kind = t[5:].split(",")[0].removesuffix("?")
        for item in ([v for v in x if v is not None] + [POOLS[kind][i % len(POOLS[kind])]])[-2:]:
            contains.append(([t, kind], [x, item], [], any(v is not None and v == item for v in x)))
        others = random_lists(kind, 1, 100 + i, 8, nulls="?" in t)
        concat.append(
            (
                [t, t if ".." in t else f"list<{kind}, ..8>"],
                [x, others[0] if ".." in t else [v for v in others[0] if v is not None]],
                [],
                None,
            )
        )
    concat = [(t, xs, c, xs[0] + xs[1]) for t, xs, c, _ in concat]
    for (t, x), (u, y) in pairwise(lists):
        if ".." not in t + u and t.split(",")[0].removesuffix("?") == u.split(",")[0].removesuffix("?"):
            concat.append(([t, u], [x, y], [], x + y))
    write("sort.list", ORDER, sort)
    write("top_k.list", ORDER, top)
    write("slice_from.list", PARTS, slice_from)
    write("slice.list", PARTS, slices)
    write("contains.list", "comparing each element", contains)
    write("concat.list", PARTS, concat)


if __name__ == "__main__":
    main()
