"""Output sets written by hand for tests of the wire: programs without a compiler, specs without protoc."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from featc import ir, lock
from featc.backends.base import Context, Numbers
from featc.backends.proto.schema import build_descriptor, load_schema
from featc.ir import FeatureSet, Graph, InputField, InputRow, RowProgram
from featc_dsl import types as fdl
from featc_dsl.span import Span
from featc_runtime.schema import Field, Output
from featc_runtime.service import FeatureNote, Limits, ServiceSpec

SPAN = Span("set.fdl", 0, 1, 1, 1)
FINGERPRINT = "0123456789abcdef" * 4
INT64 = (-(2**63), 2**63 - 1)
TIMES = (-62_135_596_800_000_000, 253_402_300_799_999_999)
DATES = (-719_162, 2_932_896)
DURATIONS = (-315_576_000_000_000_000, 315_576_000_000_000_000)
KEYWORDS = (
    "class", "import", "def", "optional", "message", "reserved", "oneof", "repeated", "package", "string", "self",
    "stream", "to", "rpc", "returns", "extensions", "group", "descriptor", "values", "v0", "m", "bad",
)  # fmt: skip


def program(name: str, fields: list[InputField], doc: str = "") -> FeatureSet:
    """A feature set whose features are its inputs."""
    graph = Graph()
    features = tuple(
        ir.Output(f.name, graph.input(f.name, f.type), f.type, SPAN, f.storage, f.name, f.doc) for f in fields
    )
    row = InputRow("Flight", tuple(fields), SPAN)
    serving = RowProgram(tuple(f.entered for f in row.wire_fields), features, graph)
    return FeatureSet(name, 1, row, serving, "set.fdl", "00" * 32, doc=doc)


def numbers(of: FeatureSet) -> Numbers:
    """The numbers of a first build."""
    return lock.update(None, of, FINGERPRINT, {}, {}).numbers()


def context(of: FeatureSet, given: Numbers | None = None) -> Context:
    """What a backend gets beside the program."""
    prints = {f.name: FINGERPRINT for f in of.features}
    return Context("set.fdl", FINGERPRINT, prints, {"semantics": "1"}, given or numbers(of), "0.1.0")


def every_type() -> list[InputField]:
    """A field of each type, nullable and not, stored narrow and not, alone and in lists."""
    fields = []
    for base in fdl.SCALARS.values():
        kind = base.kind.value
        fields += [
            InputField(f"{kind}_given", "c", base, SPAN, doc=f'The "{kind}" */ é\nin two lines.'),
            InputField(f"{kind}_maybe", "c", base.with_null(), SPAN),
            InputField(f"{kind}_list", "c", fdl.list_of(base, 2), SPAN),
            InputField(f"{kind}_holes", "c", fdl.list_of(base.with_null(), 3, at_most=True).with_null(), SPAN),
        ]
    for storage, base in (("float32", fdl.FLOAT64), ("int32", fdl.INT64)):
        fields += [
            InputField(storage, "c", base, SPAN, storage=storage),  # type: ignore[arg-type]
            InputField(f"{storage}_maybe", "c", base.with_null(), SPAN, storage=storage),  # type: ignore[arg-type]
            InputField(f"{storage}_list", "c", fdl.list_of(base, 2), SPAN, storage=storage),  # type: ignore[arg-type]
            InputField(f"{storage}_holes", "c", fdl.list_of(base.with_null(), 3), SPAN, storage=storage),  # type: ignore[arg-type]
        ]
    return fields


def spec_of(of: FeatureSet, compute: Callable[..., tuple[Any, ...]], **contracts: tuple[Any, ...]) -> ServiceSpec:
    """The service of a program in a private descriptor pool."""
    inputs = tuple(
        Field(f.name, str(f.type), storage=f.storage, label=f.label, contracts=contracts.get(f.name, ()))
        for f in of.input.fields
    )
    return ServiceSpec(
        name=f"{of.name}.v{of.version}",
        schema=load_schema(build_descriptor(of, numbers(of))),
        inputs=inputs,
        outputs=tuple(Output(f.name, str(f.type), f.storage) for f in of.features),
        compute=compute,
        fingerprint=FINGERPRINT,
        fingerprints={f.name: FINGERPRINT for f in of.features},
        pins={"semantics": "1", "tzdata": "2026f"},
        notes={f.name: FeatureNote("What it says.", (f.name,)) for f in of.features},
    )


def with_limits(spec: ServiceSpec, **limits: int) -> ServiceSpec:
    """The spec with other limits."""
    return replace(spec, limits=Limits(**limits))
