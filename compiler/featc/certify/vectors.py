"""The conformance vectors: one file of JSON lines an operation. Knows the files' form, no operator's meaning.

The first line is ``{"op": id, "oracle": where the expected values come from}``; for operations with a type variable it
also has ``"types"``, the fdl types of the operands. Every further line is one vector:
``{"section": "basic", "args": [operands…, consts…], "expect": value}``, with ``"types"`` where they differ from the
header's. float64 is a C99 hexadecimal text or "nan", "inf", "-inf"; int64 and times are decimal texts; string, bool and
null are themselves, lists are arrays. Consts come last, numbers and times in them may be plain JSON numbers; a literal
map is an array of pairs. Consts that source text may leave out are given too. Patterns are given as a program writes
them; a vector has what the compiler makes of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import featc
from featc.ir import Value
from featc.reference import exact
from featc.typecheck.patterns import normal
from featc_dsl.catalogue import BY_ID, Overload, Param, result_type
from featc_dsl.types import BOOL, FLOAT64, INT64, SCALARS, STRING, TIME_KINDS, Kind, Type, list_of, parse_type


def _folder() -> Path:
    """Where the vectors are: in a checkout with the tests, in an installed package inside it."""
    here = Path(featc.__file__).parent
    inside = here / "conformance"
    return inside if inside.is_dir() else here.parents[1] / "tests" / "conformance"


FOLDER = _folder()
SECTIONS = ("basic", "null", "nan", "overflow", "edge")


@dataclass(frozen=True, slots=True)
class Vector:
    """One call and its answer. ``types`` are the operands' types, ``result`` the answer's; all of them nullable."""

    op: str
    section: str
    args: tuple[Value, ...]
    consts: tuple[Value, ...]
    types: tuple[Type, ...]
    result: Type
    expect: Value
    place: str  # file:line


def read_type(text: str) -> Type:
    """The nullable type of an fdl text without its own mark: "int64", "list<string?, 3>", "list<string, ..9>"."""
    return parse_type(text).with_null()


def vector_files() -> dict[str, Path]:
    """Every vector file by the operation that its name states."""
    return {p.name.removesuffix(".jsonl"): p for p in sorted(FOLDER.glob("*/*.jsonl"))}


@cache
def read_vectors(path: Path) -> tuple[Vector, ...]:
    """The vectors of one file; ValueError naming the line for one that is not well formed."""
    return tuple(_read(path))


def _read(path: Path) -> Iterator[Vector]:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = json.loads(lines[0])
    op = header["op"]
    if f"{op}.jsonl" != path.name or not header.get("oracle"):
        raise ValueError(f"{path}: the header must name the file's operation and an oracle")
    overload = BY_ID[op][1]
    for number, line in enumerate(lines[1:], 2):
        place = f"{path.relative_to(FOLDER)}:{number}"
        try:
            row = json.loads(line)
            if row["section"] not in SECTIONS or set(row) - {"section", "args", "expect", "types", "note"}:
                raise ValueError("unknown section or key")
            yield _vector(overload, row, header.get("types"), place)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise ValueError(f"{place}: {error}: {line}") from error


def _vector(overload: Overload, row: dict[str, Any], header: list[str] | None, place: str) -> Vector:
    params = overload.consts
    count = len(row["args"]) - len(params)
    types = operand_types(overload, row.get("types") or header, row["args"][:count])
    args = tuple(decode(a, t) for a, t in zip(row["args"][:count], types, strict=True))
    consts = normal(overload, tuple(_const(c, p) for c, p in zip(row["args"][count:], params, strict=True)))
    result = result_type(BY_ID[overload.id][0], overload, types, consts)
    expect = decode(row["expect"], result)
    return Vector(overload.id, row["section"], args, consts, types, result, expect, place)


def operand_types(overload: Overload, given: Sequence[str] | None, args: Sequence[Any]) -> tuple[Type, ...]:
    """The operands' types: as given, else by the signature (a list's length from its argument)."""
    if given is not None:
        return tuple(read_type(t) for t in given)
    params = list(overload.operands)
    if params and params[-1].variadic:
        params += [params[-1]] * (len(args) - len(params))
    return tuple(_operand_type(p, a) for p, a in zip(params, args, strict=True))


def _operand_type(param: Param, arg: Any) -> Type:
    if param.scalar is not None:
        return param.scalar.with_null()
    if param.item is None or arg is None:
        raise ValueError(f"the type of {param.name} is not in the signature: the line needs its types")
    return list_of(param.item.with_null(), len(arg)).with_null()


def decode(value: Any, type: Type) -> Value:
    """A JSON value as a value of a type; ValueError for another form."""
    if value is None:
        return None
    if type.item is not None:
        if len(value) > (type.size or 0) or (len(value) < (type.size or 0) and not type.at_most):
            raise ValueError(f"{value!r} is no {type}")
        return tuple(decode(v, type.item) for v in value)
    if type.kind is Kind.FLOAT64 and isinstance(value, str):
        return exact.canonical(float.fromhex(value))
    if (type.kind is Kind.INT64 or type.kind in TIME_KINDS) and isinstance(value, str):
        return int(value)
    if (type.kind is Kind.BOOL and isinstance(value, bool)) or (type.kind is Kind.STRING and isinstance(value, str)):
        return value
    raise ValueError(f"{value!r} is no {type}")


def encode(value: Value) -> Any:
    """The JSON form of a value."""
    if isinstance(value, tuple):
        return [encode(v) for v in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return "nan" if exact.is_nan(value) else value.hex()
    return str(value)


def _const(value: Any, param: Param) -> Value:
    if param.map is not None:
        key, held = param.map
        return tuple((_const_item(k, key), _map_value(v, held)) for k, v in value)
    assert param.scalar is not None
    if param.many:
        return tuple(_const_item(v, param.scalar) for v in value)
    return _const_item(value, param.scalar)


def _map_value(value: Any, held: str) -> Value:
    if held == "point":
        return tuple(_const_item(v, FLOAT64) for v in value)
    return _const_item(value, SCALARS[held])


def _const_item(value: Any, type: Type) -> Value:
    if type.kind is Kind.MONTHS:
        return int(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if type.kind is Kind.FLOAT64 else int(value)
    return decode(value, type)


__all__ = ["BOOL", "FLOAT64", "INT64", "STRING", "Vector", "decode", "encode", "read_type", "read_vectors"]
