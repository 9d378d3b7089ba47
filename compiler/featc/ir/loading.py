"""Reads `ir.json`: the feature set, the pins and the field numbers that a build was made of. Knows no target.

A text that is not of the form is refused as a whole, whatever is wrong with it; what it means is compared with the
manifest's fingerprints by who reads a build.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from featc import readback
from featc.ir.contracts import KINDS, Contract
from featc.ir.declared import Definition, InputField, InputRow, TestCase
from featc.ir.document import FORM
from featc.ir.featureset import FeatureSet
from featc.ir.fingerprint import feature_fingerprints, set_fingerprint
from featc.ir.graph import Graph, Node
from featc.ir.row import Output, RowProgram
from featc.ir.values import decode
from featc.readback import Document, Unreadable
from featc_dsl.catalogue import BY_ID
from featc_dsl.span import Span
from featc_dsl.types import Storage, parse_type

T = TypeVar("T")

_STORAGES: dict[str | None, Storage | None] = {None: None, "float32": "float32", "int32": "int32"}
_HINT = "build the set again"


@dataclass(frozen=True, slots=True)
class Read:
    """What the file says. ``numbers`` has the field numbers as they are written there.

    The fingerprints, of the set and of each feature, are those of the expressions that were read.
    """

    featureset: FeatureSet
    fingerprint: str
    fingerprints: dict[str, str]
    pins: dict[str, str]
    numbers: dict[str, Any]


def read(content: bytes, path: str) -> Read:
    """What a text of any form up to this one says; Unreadable where it is of none."""
    document = readback.document(content, path, _HINT)
    form = document.number("ir")
    if form != FORM:
        raise Unreadable(f"{path} has form {form}, this featc reads form {FORM}", "use the featc that wrote it")
    try:
        return _Reader(document).whole()
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise Unreadable(f"{path} is damaged: {error!r:.200}", _HINT) from None


class _Reader:
    def __init__(self, document: Document) -> None:
        members = document.members
        self._document = document
        self._consts = [decode(c) for c in _list(members["consts"])]
        self._types = [parse_type(_text(t)) for t in _list(members["types"])]
        self._texts = document.texts("texts")
        self._files = document.texts("files")

    def whole(self) -> Read:
        document = self._document
        about, input, members = document.object("featureset"), document.object("input"), document.members
        fields = tuple(self._field(f) for f in _list(input.members["fields"]))
        time = input.members["time"]
        declared = InputRow(
            input.text("name"), fields, self._span(input.members["span"]),
            None if time is None else _text(time), input.text("doc"),
        )  # fmt: skip
        graph = Graph()
        nodes: list[Node] = []
        for each in _list(members["nodes"]):
            nodes.append(self._node(graph, nodes, each))
        names = {nodes[int(place)].key: name for place, name in document.texts_by_name("names").items()}
        outputs = tuple(self._output(o, nodes) for o in _list(members["features"]))
        featureset = FeatureSet(
            name=about.text("name"),
            version=about.number("version"),
            input=declared,
            row=RowProgram(tuple(f.entered for f in declared.wire_fields), outputs, graph, names),
            path=about.text("path"),
            source_hash=about.text("source_hash"),
            tests=tuple(self._case(c) for c in _list(members["tests"])),
            options=about.texts_by_name("options"),
            doc=about.text("doc"),
            definitions=tuple(
                Definition(_at(self._texts, d["text"]), _at(self._texts, d["doc"]))
                for d in _list(members["definitions"])
            ),
        )
        types = {i.name: i.type for i in featureset.row.inputs}
        for node in nodes:
            if node.op == "input" and types.get(str(node.consts[0])) != node.type:
                raise ValueError(f"there is no input {node.consts[0]!r:.60} of type {node.type}")
        prints = feature_fingerprints(featureset)
        fingerprint = set_fingerprint(featureset, prints)
        return Read(featureset, fingerprint, prints, document.texts_by_name("pins"), document.object("numbers").members)

    def _node(self, graph: Graph, before: list[Node], parts: Any) -> Node:
        op, type, args, consts = parts
        if op not in BY_ID and op not in ("input", "const"):
            raise ValueError(f"there is no operation {op!r:.60}")
        operands = [_at(before, a) for a in args]
        node = graph.node(op, operands, [_at(self._consts, c) for c in consts], _at(self._types, type))
        if node.key != len(before):
            raise ValueError(f"node {len(before)} is there twice")
        return node

    def _field(self, members: dict[str, Any]) -> InputField:
        def get(key: str, kind: type[T], default: T) -> T:
            found = members.get(key, default)
            if not isinstance(found, kind):
                raise TypeError(f"`{key}` of a field is not a {kind.__name__}")
            return found

        name = _text(members["name"])
        return InputField(
            name=name,
            column=get("column", str, name),
            type=_at(self._types, members["type"]),
            span=self._span(members["span"]),
            storage=_STORAGES[members.get("storage")],
            label=get("label", bool, False),
            assume=get("assume", str, "") or None,
            contracts=tuple(_contract(c) for c in members.get("contracts", [])),
            doc=get("doc", str, ""),
            nan_as_null=get("nan_as_null", bool, False),
            rounded=get("rounded", bool, False),
            binary_as_utf8=get("binary_as_utf8", bool, False),
            unit=get("unit", str, "") or None,
        )

    def _output(self, members: dict[str, Any], nodes: list[Node]) -> Output:
        return Output(
            name=_text(members["name"]),
            node=_at(nodes, members["node"]),
            type=_at(self._types, members["type"]),
            span=self._span(members["span"]),
            storage=_STORAGES[members.get("storage")],
            formula=_at(self._texts, members["formula"]),
            doc=_at(self._texts, members["doc"]) if "doc" in members else "",
        )

    def _case(self, members: dict[str, Any]) -> TestCase:
        given, expect = ({n: decode(v) for n, v in members[key].items()} for key in ("given", "expect"))
        return TestCase(_text(members["title"]), given, expect, self._span(members["span"]))

    def _span(self, parts: Any) -> Span:
        file, *places = parts
        start, end, line, column = map(_count, places)
        return Span(_at(self._files, file), start, end, line, column)


def _contract(members: dict[str, Any]) -> Contract:
    kind, *parts = members["rule"]
    return KINDS[kind](parts, _text(members["text"]))


def _at(items: list[T], place: Any) -> T:
    return items[_count(place)]


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r:.40} is not a place")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is not a text")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.40} is not an array")
    return value
