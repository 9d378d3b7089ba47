"""`ir.json`: a feature set as a build keeps it, before any pass. Knows the form of the file, no target and no source.

Nodes are flat, in the order of their keys, and name their operands by place. Integers are strings, floats are
hexadecimal, paths are relative to the folder of the source. What may be long and repeated (consts, types, texts, spans'
files) is written once, in a table of its own: so the file grows with the source and not with what a `for` makes of it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from featc.ir.declared import InputField, TestCase
from featc.ir.featureset import FeatureSet
from featc.ir.graph import Node, Value, walk
from featc.ir.row import Output
from featc.ir.values import encode
from featc_dsl.span import Span

#: Names of files that are not Unicode, as Python has them.
_HALVES = re.compile("[\ud800-\udfff]")
IR = "ir.json"
#: The form of the file. Every earlier one stays readable.
FORM = 1


class _Table:
    """Texts that are written once: the place of each, in the order in which they were first met."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        return self._places.setdefault(text, len(self._places))

    @property
    def items(self) -> list[object]:
        return list(self._places)


class _Consts(_Table):
    """Consts that are written once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[int, int] = {}  # by identity: a long list that many operations have is looked at once
        self._kept: list[Value] = []

    def place_of(self, value: Value) -> int:
        found = self._known.get(id(value))
        if found is None:
            found = self._known[id(value)] = self.place(_json(encode(value)))
            self._kept.append(value)  # while it is here, nothing else has its identity
        return found

    @property
    def items(self) -> list[object]:
        return [json.loads(text) for text in super().items]  # type: ignore[arg-type]


class _Writer:
    def __init__(self, path: str, read_from: str) -> None:
        self._folder = _posix(path).rpartition("/")[0]
        self._path, self._read_from = path, read_from
        self.consts, self.types, self.texts, self.files = _Consts(), _Table(), _Table(), _Table()

    def relative(self, path: str) -> str:
        path = self._path if path == self._read_from else path
        return _HALVES.sub("_", posixpath.relpath(_posix(path), self._folder or "."))

    def span(self, span: Span) -> list[int]:
        return [self.files.place(self.relative(span.file)), span.start, span.end, span.line, span.column]

    def text(self, text: str) -> int:
        return self.texts.place(text)

    def nodes(self, nodes: Iterable[Node], places: Mapping[int, int]) -> list[list[object]]:
        return [
            [n.op, self.types.place(str(n.type)), [places[a.key] for a in n.args],
             [self.consts.place_of(c) for c in n.consts]]
            for n in nodes
        ]  # fmt: skip

    def field(self, field: InputField) -> dict[str, object]:
        return _without_defaults({
            "name": field.name,
            "column": field.column if field.column != field.name else None,
            "type": self.types.place(str(field.type)),
            "span": self.span(field.span),
            "storage": field.storage,
            "label": field.label,
            "assume": field.assume,
            "contracts": [{"rule": c.encoded(), "text": c.text} for c in field.contracts],
            "doc": field.doc,
            "nan_as_null": field.nan_as_null,
            "rounded": field.rounded,
            "binary_as_utf8": field.binary_as_utf8,
            "unit": field.unit,
        })  # fmt: skip

    def output(self, output: Output, places: Mapping[int, int]) -> dict[str, object]:
        return _without_defaults({
            "name": output.name,
            "node": places[output.node.key],
            "type": self.types.place(str(output.type)),
            "span": self.span(output.span),
            "storage": output.storage,
            "formula": self.text(output.formula),
            "doc": self.text(output.doc) if output.doc else None,
        })  # fmt: skip

    def case(self, case: TestCase) -> dict[str, object]:
        return {
            "title": case.title,
            "given": {name: encode(value) for name, value in case.given.items()},
            "expect": {name: encode(value) for name, value in case.expect.items()},
            "span": self.span(case.span),
        }


def _without_defaults(members: dict[str, object]) -> dict[str, object]:
    return {k: v for k, v in members.items() if not (v is None or v is False or v == "" or v == [])}


def _posix(path: str) -> str:
    return PurePath(path).as_posix()


def write(featureset: FeatureSet, pins: Mapping[str, str], numbers: Mapping[str, object]) -> bytes:
    """The text of the file. ``numbers`` are the protobuf field numbers as a lock has them, the reserved ones too."""
    writer = _Writer(featureset.path, featureset.read_from)
    nodes = list(walk(o.node for o in featureset.row.outputs))
    places = {node.key: i for i, node in enumerate(nodes)}
    row = featureset.input
    document: dict[str, object] = {
        "ir": FORM,
        "featureset": {
            "name": featureset.name,
            "version": featureset.version,
            "doc": featureset.doc,
            "path": writer.relative(featureset.path),
            "source_hash": featureset.source_hash,
            "options": featureset.options,
        },
        "input": {
            "name": row.name,
            "time": row.time,
            "doc": row.doc,
            "span": writer.span(row.span),
            "fields": [writer.field(f) for f in row.fields],
        },
        "nodes": writer.nodes(nodes, places),
        "names": {str(places[key]): name for key, name in featureset.row.names.items() if key in places},
        "features": [writer.output(o, places) for o in featureset.row.outputs],
        "definitions": [{"text": writer.text(d.text), "doc": writer.text(d.doc)} for d in featureset.definitions],
        "tests": [writer.case(c) for c in featureset.tests],
        "pins": dict(sorted(pins.items())),
        "numbers": numbers,
        "consts": writer.consts.items,
        "types": writer.types.items,
        "texts": writer.texts.items,
        "files": writer.files.items,
    }
    return _lines(document).encode()


def _lines(document: Mapping[str, object]) -> str:
    """JSON with a line for each item of the long members, so that a difference of two files can be read."""
    parts = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            items = ",\n".join(f"  {_json(item)}" for item in value)
            parts.append(f" {_json(key)}: [\n{items}\n ]")
        else:
            parts.append(f" {_json(key)}: {_json(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
