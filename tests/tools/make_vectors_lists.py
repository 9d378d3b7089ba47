"""Vectors of operations on lists by plain slices of Python lists. Knows nothing of featc.

python tests/tools/make_vectors_lists.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "conformance" / "lists"

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


def main() -> None:
    lines: list[dict[str, Any]] = [{"op": "head", "oracle": "slices of Python lists"}]
    for kind, lists in LISTS.items():
        for items in lists:
            for limit in LIMITS:
                expect = None if items is None else items[:limit]
                lines.append(
                    {"section": section(items, limit), "types": [kind], "args": [items, limit], "expect": expect}
                )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (FOLDER / "head.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
