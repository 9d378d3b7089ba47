"""Check the form of the conformance vectors, as any other implementation may before it runs them.

    python tests/tools/check_vectors.py [FOLDER]

FOLDER has ``index.json`` and the vector files (default: tests/conformance). Needs Python and nothing else; imports
nothing of featc, so that it shows what a reader of the files has to know: see README.md beside them. Prints what is
wrong, and exits 1 if anything is.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

SECTIONS = ("basic", "null", "nan", "overflow", "edge")
KEYS = {"section", "args", "expect", "types", "note"}

_HEX = re.compile(r"-?0x[01]\.[0-9a-f]+p[+-][0-9]+")
_WHOLE = re.compile(r"0|-?[1-9][0-9]*")
_LIST = re.compile(r"list<(\w+)(\?)?, (\.\.)?([0-9]+)>")
_TIMES = {
    "timestamp": (-62_135_596_800_000_000, 253_402_300_799_999_999),
    "datetime": (-62_135_596_800_000_000, 253_402_300_799_999_999),
    "date": (-719_162, 2_932_896),
    "duration": (-315_576_000_000_000_000, 315_576_000_000_000_000),
    "int64": (-(2**63), 2**63 - 1),
    "months": (-(2**31), 2**31 - 1),
}


def is_scalar(value: Any, type: str) -> bool:
    """Whether a JSON value is one of a scalar type, null aside."""
    if type == "bool":
        return isinstance(value, bool)
    if type == "string":
        return isinstance(value, str) and not any(0xD800 <= ord(c) < 0xE000 for c in value)
    if type == "float64":
        return isinstance(value, str) and (value in ("nan", "inf", "-inf") or bool(_HEX.fullmatch(value)))
    low, high = _TIMES[type]
    return isinstance(value, str) and bool(_WHOLE.fullmatch(value)) and low <= int(value) <= high


def is_value(value: Any, type: str) -> bool:
    """Whether a JSON value is one of a type as ``types`` has it; null is one of every type."""
    if value is None:
        return True
    found = _LIST.fullmatch(type)
    if found is None:
        return is_scalar(value, type)
    item, nullable, at_most, size = found[1], found[2], found[3], int(found[4])
    if not isinstance(value, list) or len(value) > size or (len(value) < size and not at_most):
        return False
    return all((v is None and bool(nullable)) or (v is not None and is_scalar(v, item)) for v in value)


def is_const(value: Any, type: str) -> bool:
    """Whether a JSON value is a literal of a const parameter: numbers and times may be JSON numbers too."""
    if type.endswith("[]"):
        return isinstance(value, list) and all(is_const(v, type[:-2]) for v in value)
    if type.startswith("map<"):
        key, held = type[4:-1].split(", ")
        return isinstance(value, list) and all(
            isinstance(pair, list) and len(pair) == 2 and is_const(pair[0], key) and is_const(pair[1], held)
            for pair in value
        )
    if type == "point":
        return isinstance(value, list) and len(value) == 2 and all(is_const(v, "float64") for v in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (type in _TIMES and isinstance(value, int)) or type == "float64"
    return is_scalar(value, type)


def operand_types(params: Sequence[dict[str, Any]], given: Sequence[str] | None, args: Sequence[Any]) -> list[str]:
    """The types of the operands: those given, or the signature's where it tells them."""
    if given is not None:
        if len(given) != len(args):
            raise ValueError(f"{len(given)} types for {len(args)} operands")
        return [t.removesuffix("?") for t in given]
    types = [p["type"] for p in params]
    if params and params[-1].get("many"):
        types += types[-1:] * (len(args) - len(types))
    if len(types) != len(args):
        raise ValueError(f"{len(args)} operands, the signature has {len(types)}")
    return [_sized(t, a) for t, a in zip(types, args, strict=True)]


def _sized(type: str, value: Any) -> str:
    """A type of the signature with the length that the value shows, where it leaves it open."""
    found = re.fullmatch(r"list<(\w+)(?:, \w+)?>", type)
    if found is None:
        if type not in ("bool", "string", "float64", *_TIMES):
            raise ValueError(f"the signature does not tell the type ({type}): the line needs its types")
        return type
    if found[1] == "T" or value is None:
        raise ValueError(f"the signature does not tell the type ({type}): the line needs its types")
    return f"list<{found[1]}?, {len(value)}>"


def check_answer(value: Any, result: str, types: Sequence[str]) -> None:
    """ValueError for an answer that is none of the signature's result."""
    if value is None:
        return
    if result.startswith("list<"):
        item = result[5:-1].split(",")[0].removesuffix("?")
        if item == "T":
            found = _LIST.fullmatch(types[0])
            item = found[1] if found else types[0]
        good = isinstance(value, list) and all(v is None or is_scalar(v, item) for v in value)
    elif result == "T":
        found = _LIST.fullmatch(types[-1]) or _LIST.fullmatch(types[0])
        kinds = {types[-1], *([found[1]] if found else [])}
        good = any(is_value(value, kind) for kind in kinds) or isinstance(value, list)
    else:
        good = is_scalar(value, result)
    if not good:
        raise ValueError(f"{value!r} is no {result}")


def check_line(operation: dict[str, Any], header: dict[str, Any], line: str) -> None:
    """ValueError for a vector that is not of the form."""
    row = json.loads(line)
    if set(row) - KEYS or not {"section", "args", "expect"} <= set(row):
        raise ValueError(f"the keys are {sorted(row)}")
    if row["section"] not in SECTIONS:
        raise ValueError(f"there is no section {row['section']}")
    consts = [p for p in operation["params"] if p.get("const")]
    params = [p for p in operation["params"] if not p.get("const")]
    count = len(row["args"]) - len(consts)
    operands, literals = row["args"][:count], row["args"][count:]
    types = operand_types(params, row.get("types", header.get("types")), operands)
    for value, type in zip(operands, types, strict=True):
        if not is_value(value, type):
            raise ValueError(f"{value!r} is no {type}")
    for value, param in zip(literals, consts, strict=True):
        if not is_const(value, param["type"]):
            raise ValueError(f"{value!r} is no literal {param['type']} for {param['name']}")
    check_answer(row["expect"], operation["result"], types)


def check_file(name: str, operation: dict[str, Any], text: str) -> Iterator[str]:
    """What is wrong with one file."""
    first, *lines = text.splitlines()
    header = json.loads(first)
    if header.get("op") != name or not header.get("oracle") or set(header) - {"op", "oracle", "types"}:
        yield f"{name}: the first line names the operation, its oracle, and nothing but types besides"
    for number, line in enumerate(lines, 2):
        try:
            check_line(operation, header, line)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            yield f"{operation['file']}:{number}: {error}"


def check(folder: Path, read: Callable[[Path], str] = lambda path: path.read_text(encoding="utf-8")) -> Iterator[str]:
    """What is wrong in a folder of vectors."""
    index = json.loads(read(folder / "index.json"))
    for name, operation in index["operations"].items():
        yield from check_file(name, operation, read(folder / operation["file"]))


def main(folder: Path) -> int:
    """Print what is wrong."""
    found = list(check(folder))
    print("\n".join(found) or f"{folder}: every vector is of the form")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "conformance"))
