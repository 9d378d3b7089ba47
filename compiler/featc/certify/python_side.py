"""The Python side of the conformance protocol: `python -m featc.certify.python_side batch|row|service programs.json`.

A program that reads rows as JSON lines and writes what generated packages make of them; the form is told in
``runtimes/go/conform``. The file says of each program the folder and the name of its package. Rows of one program that
stand together are asked together. Knows how generated packages are called, no operator.
"""

from __future__ import annotations

import importlib
import itertools
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

import grpc

from featc.certify.python_values import from_python, to_python
from featc.certify.vectors import decode, encode, read_type
from featc.ir import Value
from featc.readback import parse_json, read_json
from featc.reference import exact
from featc.values.rows import RawRow, from_arrow, to_table
from featc_dsl.types import Type
from featc_runtime import batch, row, scalar
from featc_runtime.arrow import Module
from featc_runtime.schema import NullShare
from featc_runtime.service import Client, Rejected, start

Answer = RawRow | str
Ask = Callable[[Sequence[RawRow]], list[Answer]]

#: Rows of one call of the service.
_SLICE = 500


def main(path: str, listing: str, lines_in: TextIO, out: TextIO) -> None:
    """Answer each line by one."""
    programs: dict[str, tuple[str, str]] = read_json(Path(listing)).members
    # what is built is compiled anew as it lies there, and nothing is written beside it
    sys.pycache_prefix = str(Path(listing).parent / "cache")
    sys.path[:0] = sorted({folder for folder, _ in programs.values()})
    asked = [parse_json(line, f"line {number}") for number, line in enumerate(lines_in, 1)]
    for name, lines in itertools.groupby(asked, key=lambda line: str(line["program"])):
        package = programs[name][1]
        inputs = _inputs(importlib.import_module(f"{package}._schema"))
        rows = [tuple(decode(v, t) for v, (_, t) in zip(line["row"], inputs, strict=True)) for line in lines]
        with PATHS[path](package) as ask:
            for answer in _ask(ask, rows):
                said = {"error": answer} if isinstance(answer, str) else {"features": [_written(v) for v in answer]}
                out.write(json.dumps(said) + "\n")


def _inputs(schema: ModuleType) -> list[tuple[str, Type]]:
    return [(f.name, read_type(f.type_text)) for f in schema.INPUTS if not f.label]


def _ask(ask: Ask, rows: Sequence[RawRow]) -> list[Answer]:
    """All rows at once; where that fails, each alone, so that the ones that fail are told."""
    try:
        return ask(rows)
    except Exception as error:
        if len(rows) == 1:
            return [f"{type(error).__name__}: {error}"]
    alone = [_ask(ask, [row])[0] for row in rows]
    return alone if any(isinstance(a, str) for a in alone) else ["fails in a table of many rows, not alone"] * len(rows)


def _written(value: Value) -> Any:
    """The JSON form; a NaN other than the one that may leave with its bits."""
    if isinstance(value, tuple):
        return [_written(v) for v in value]
    if isinstance(value, float) and exact.is_nan(value) and exact.bits(value) != exact.bits(exact.NAN):
        return f"nan with bits 0x{exact.bits(value):x}"
    return encode(value)


@contextmanager
def _batch(package: str) -> Iterator[Ask]:
    whole: Module = importlib.import_module(f"{package}._batch").MODULE
    # rates of null are asked of whole tables, and rows made to hurt are none
    fields = [replace(f, contracts=tuple(c for c in f.contracts if not isinstance(c, NullShare))) for f in whole.inputs]
    module = Module(whole.name, fields, whole.outputs, whole.compute, fingerprint=whole.fingerprint)
    wire = [f for f in whole.inputs if not f.label]

    def ask(rows: Sequence[RawRow]) -> list[Answer]:
        return [*from_arrow(module.transform(to_table(rows, wire, module.input_schema)), module.outputs)]

    yield ask


@contextmanager
def _row(package: str) -> Iterator[Ask]:
    schema, module = (importlib.import_module(f"{package}.{name}") for name in ("_schema", "_row"))
    inputs = _inputs(schema)
    outputs = [(o.name, read_type(o.type_text)) for o in schema.OUTPUTS]

    def one(row: RawRow) -> Answer:
        features = module.transform_row(**{name: to_python(v, t) for v, (name, t) in zip(row, inputs, strict=True)})
        return tuple(from_python(features[name], t) for name, t in outputs)

    yield lambda rows: [one(row) for row in rows]


@contextmanager
def _service(package: str) -> Iterator[Ask]:
    spec = importlib.import_module(f"{package}.service").SPEC
    with start(spec) as server, Client(spec, server.address) as client:
        yield lambda rows: served(client, rows)


def served(client: Client, rows: Sequence[RawRow]) -> list[Answer]:
    """What a service answers to rows, some at a time: calls that fail are halved, down to the rows that make them."""
    if len(rows) > _SLICE:
        return [a for i in range(0, len(rows), _SLICE) for a in served(client, rows[i : i + _SLICE])]
    try:
        answers = client.transform_batch(rows)
    except (grpc.RpcError, ValueError) as error:
        if len(rows) > 1:
            half = len(rows) // 2
            return [*served(client, rows[:half]), *served(client, rows[half:])]
        told = f"{error.code().name}: {error.details()}" if isinstance(error, grpc.Call) else str(error)
        return [told]
    return [str(a.violations) if isinstance(a, Rejected) else a for a in answers]


#: What generated packages import: loaded here, from the caches of what is installed.
RUNTIME = (batch, row, scalar)

PATHS = {"batch": _batch, "row": _row, "service": _service}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.stdin, sys.stdout)
