"""A program built and loaded in memory, for all that computes with it. Knows the pipeline, writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from featc import pipeline
from featc.backends.proto.schema import build_descriptor, load_schema
from featc.csvfile.read import ASSUME, UNIT
from featc.ir import FeatureSet, RowProgram, as_set
from featc.lock import Lock
from featc.memory import MemoryPackage
from featc.tables import label
from featc.values.rows import RawRow, from_arrow, to_table
from featc_runtime.arrow import Module
from featc_runtime.arrow.schema import arrow_type
from featc_runtime.row import RowExit
from featc_runtime.schema import Field, OneOf, Range
from featc_runtime.service import ServiceSpec


@dataclass(frozen=True, slots=True)
class Loaded:
    """A program in every Python target. ``spec`` is of its service, in a descriptor pool of its own."""

    featureset: FeatureSet
    module: Module
    spec: ServiceSpec

    def with_contracts(self, keep: tuple[type, ...]) -> Module:
        """The batch module with contracts of these kinds only: Range and OneOf bind rows, NullShare whole tables."""
        whole = self.module
        fields = [replace(f, contracts=tuple(c for c in f.contracts if isinstance(c, keep))) for f in whole.inputs]
        return Module(whole.name, fields, whole.outputs, whole.compute, fingerprint=whole.fingerprint)

    def batch(self, rows: Sequence[RawRow]) -> list[RawRow]:
        """Raw rows through the batch target, as one table; null rates are not asked of so few."""
        table = to_table(rows, self.spec.wire_inputs, self.module.input_schema)
        return from_arrow(self.with_contracts((Range, OneOf)).transform(table), self.module.outputs)

    def row(self, row: RawRow) -> RawRow:
        """A raw row through the row target."""
        return RowExit(self.module.outputs).stored(self.spec.compute(*row))


def load(featureset: RowProgram | FeatureSet, lock: Lock | None = None) -> Loaded:
    """The program in memory; LockError where the lock does not allow it."""
    featureset = as_set(featureset)
    built = pipeline.build(featureset, lock, targets=["python_package", "python_batch", "python_row"])
    package = MemoryPackage(built.files, featureset.name)
    schema = package.module("_schema")
    spec = ServiceSpec(
        name=schema.NAME,
        schema=load_schema(build_descriptor(featureset, built.lock.numbers())),
        inputs=schema.INPUTS,
        outputs=schema.OUTPUTS,
        compute=package.module("_row").compute,
        fingerprint=schema.FINGERPRINT,
        fingerprints=schema.FEATURE_FINGERPRINTS,
        pins=schema.PINS,
    )
    return Loaded(featureset, package.module("_batch").MODULE, spec)


def columns(module: Module, *, labels: bool = True) -> pa.Schema:
    """The columns that a table may have: those that it needs, and the labels. Each says how its text is read."""
    fields = [f for f in module.inputs if not f.label]
    needed = [_as_text(column, f) for column, f in zip(module.input_schema, fields, strict=True)]
    optional = [_as_text(label(f.column_name, arrow_type(f.type, f.storage)), f) for f in module.inputs if f.label]
    return pa.schema([*needed, *(optional if labels else [])])


def _as_text(column: pa.Field, field: Field) -> pa.Field:
    """The column with what its field says of times in text."""
    said = {ASSUME: field.assume, UNIT: field.unit}
    return column.with_metadata({**(column.metadata or {}), **{k: v for k, v in said.items() if v is not None}})
