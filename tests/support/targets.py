"""A program in every target there is, built in memory: rows in, features out, all as raw values.

Knows how targets are built and called, no operator. Raw values are those of the IR: None, ints for times, tuples.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import grpc
import plain_wire
import pyarrow as pa
from google.protobuf import descriptor_pool, duration_pb2, timestamp_pb2
from google.protobuf.message_factory import GetMessageClass
from rows import Row

from featc import pipeline
from featc.backends import backends
from featc.backends.proto.schema import build_descriptor
from featc.certify.python_values import from_python, to_python
from featc.check import check_source
from featc.ir import FeatureSet, RowProgram, Value, as_set
from featc.memory import MemoryPackage
from featc.passes import PASSES, Pass, run_all
from featc.reference import evaluate
from featc_dsl.types import Kind, Type
from featc_runtime.service import ServiceSpec, start

_PYTHON = ("python_package", "python_batch", "python_row")


def compile_source(source: str) -> FeatureSet:
    """The program of a source text; AssertionError with the findings for one that is not accepted."""
    checked = check_source("fuzz.fdl", source)
    findings = "\n".join(f"{d.span} {d.code} {d.title}: {d.label}" for d in checked.diagnostics)
    assert checked.featureset is not None, f"the front end refuses a program:\n{findings}\n{source}"
    return checked.featureset


class Targets:
    """One program, built. A context manager that ends the service and forgets the modules."""

    def __init__(self, whole: RowProgram | FeatureSet, passes: tuple[Pass, ...] = PASSES) -> None:
        self.featureset = program = as_set(whole)
        self._stack = ExitStack()
        lock = pipeline.identify(program, None)
        self._context, self._numbers = pipeline.context(program, lock), lock.numbers()
        optimised = replace(program, row=run_all(program.row, passes))
        files: dict[str, bytes] = {}
        for name in _PYTHON:
            files.update(backends()[name].emit(optimised, self._context))
        self.files = files
        self._package = self._stack.enter_context(MemoryPackage(files, program.name))
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)  # a person's code would have none
            self._schema, self._batch, self._row = map(self._package.module, ("_schema", "_batch", "_row"))
        self._service: _Service | None = None

    @property
    def module(self) -> Any:
        """The batch target as generated code has it."""
        return self._batch.MODULE

    @property
    def compute(self) -> Any:
        """The function of one checked row, on raw values."""
        return self._row.compute

    def __enter__(self) -> Targets:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def interpret(self, rows: Sequence[Row]) -> list[Row]:
        """By the reference."""
        return [evaluate(self.featureset.row, row) for row in rows]

    def batch(self, rows: Sequence[Row], chunk_rows: int = 65_536, threads: int = 1) -> list[Row]:
        """By the vectorised module, all rows in one table."""
        module = self._batch.MODULE
        columns = []
        for field, column in zip(self.featureset.input.wire_fields, module.input_schema, strict=True):
            columns.append(pa.array([row[field.name] for row in rows], type=column.type))
        table = pa.Table.from_arrays(columns, schema=module.input_schema)
        result = module.transform(table, chunk_rows=chunk_rows, threads=threads)
        found = [raw_column(result.column(f.name), f.type) for f in self.featureset.features]
        names = [f.name for f in self.featureset.features]
        return [dict(zip(names, values, strict=True)) for values in zip(*found, strict=True)]

    def row(self, rows: Sequence[Row]) -> list[Row]:
        """By the row function, one call a row, values as Python programs have them."""
        transform = self._row.transform_row
        inputs = [(f.name, f.type) for f in self.featureset.input.wire_fields]
        outputs = [(f.name, f.type) for f in self.featureset.features]
        results = []
        for row in rows:
            features = transform(**{name: to_python(row[name], type) for name, type in inputs})
            results.append({name: from_python(features[name], type) for name, type in outputs})
        return results

    def service(self, rows: Sequence[Row]) -> list[Row]:
        """By the gRPC service over a channel: all rows in one call, the first ones in calls of their own too."""
        if self._service is None:
            self._service = self._stack.enter_context(
                _Service(self.featureset, self._numbers, self._schema, self._row.compute)
            )
        found = self._service.transform_batch(rows)
        for row, expected in zip(rows[:2], found, strict=False):
            alone = self._service.transform(row)
            assert repr(alone) == repr(expected), f"Transform gives {alone}, TransformBatch {expected} for {row}"
        return found


class _Service:
    """A running service and a channel to it, with descriptors in a pool of their own."""

    def __init__(self, program: FeatureSet, numbers: Any, schema: Any, compute: Any) -> None:
        self._program = program
        pool = descriptor_pool.DescriptorPool()
        for module in (timestamp_pb2, duration_pb2):
            pool.AddSerializedFile(module.DESCRIPTOR.serialized_pb)
        file = pool.AddSerializedFile(build_descriptor(program, numbers).SerializeToString())
        descriptor = file if file is not None else pool.FindFileByName(build_descriptor(program, numbers).name)
        spec = ServiceSpec(
            name=schema.NAME,
            schema=descriptor,
            inputs=schema.INPUTS,
            outputs=schema.OUTPUTS,
            compute=compute,
            fingerprint=schema.FINGERPRINT,
            fingerprints=schema.FEATURE_FINGERPRINTS,
            pins=schema.PINS,
        )
        self._server = start(spec)
        self._channel = grpc.insecure_channel(self._server.address)
        self._messages: dict[str, Any] = {m: GetMessageClass(d) for m, d in descriptor.message_types_by_name.items()}
        self._service = spec.service

    def __enter__(self) -> _Service:
        return self

    def __exit__(self, *_: object) -> None:
        self._channel.close()
        self._server.stop(0)

    def _call(self, method: str, request: Any) -> Any:
        response = self._messages[f"{method}Response"]
        call = self._channel.unary_unary(
            f"/{self._service}/{method}",
            request_serializer=type(request).SerializeToString,
            response_deserializer=response.FromString,
        )
        return call(request, timeout=60)

    def _fill(self, message: Any, row: Row) -> None:
        message.SetInParent()
        for field in self._program.input.wire_fields:
            plain_wire.fill(message, field.name, row[field.name], field.type)

    def _features(self, message: Any) -> Row:
        return {f.name: plain_wire.read(message, f.name, f.type) for f in self._program.features}

    def transform(self, row: Row) -> Row:
        request = self._messages["TransformRequest"]()
        self._fill(request.row, row)
        return self._features(self._call("Transform", request).features)

    def transform_batch(self, rows: Sequence[Row]) -> list[Row]:
        request = self._messages["TransformBatchRequest"]()
        for row in rows:
            self._fill(request.rows.add(), row)
        results = self._call("TransformBatch", request).results
        refused = [str(r.error) for r in results if r.WhichOneof("result") != "features"]
        assert not refused, f"the service refuses rows: {refused[0]}"
        return [self._features(r.features) for r in results]


# --- values --------------------------------------------------------------------------------------------------


def raw_column(column: pa.ChunkedArray, type: Type) -> list[Value]:
    """A column's raw values row by row."""
    array = column.combine_chunks()
    if type.item is None:
        return _raw_array(array, type.kind)
    items, size = _raw_array(array.values, type.item.kind), type.size or 0
    valid = array.is_valid().to_pylist()
    if type.at_most:
        ends = array.offsets.to_pylist()
        return [tuple(items[ends[i] : ends[i + 1]]) if ok else None for i, ok in enumerate(valid)]
    starts = [(array.offset + i) * size for i in range(len(array))]
    return [tuple(items[s : s + size]) if ok else None for s, ok in zip(starts, valid, strict=True)]


def _raw_array(array: pa.Array, kind: Kind) -> list[Value]:
    if kind in (Kind.TIMESTAMP, Kind.DATETIME, Kind.DURATION):
        array = array.view(pa.int64())
    elif kind is Kind.DATE:
        array = array.view(pa.int32())
    values: list[Value] = array.to_pylist()
    return values
