"""A feature set over tables: chunks in, features out, by several threads, in bounded memory. Knows no operators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from featc_runtime.arrow.egress import MOST_BYTES, leave
from featc_runtime.arrow.entry import Chunk, Entry, Findings, Found, violations
from featc_runtime.arrow.ordered import ordered, usable_cpus
from featc_runtime.arrow.portions import TooLong, portion, portions
from featc_runtime.arrow.schema import input_schema, output_schema
from featc_runtime.arrow.source import chunks, open_table
from featc_runtime.batch.columns import Bools, Column
from featc_runtime.errors import EnvironmentFault, SchemaError, Violation
from featc_runtime.floating_point import check_floating_point
from featc_runtime.schema import Field, Output

#: Rows of a chunk. Fewer keep more columns in the processor's cache, more let Python's cost per call, for which threads
#: wait on each other, be spread over more rows: measured on two threads, 2^17 beat 2^16 by a tenth to a third.
CHUNK_ROWS = 131_072

#: Elements of a chunk's longest lists of fixed length: sets with lists of hundreds have smaller chunks.
CELLS = 1 << 23

#: Bytes of text and of lists of varying length that a chunk has, of what enters and again of what leaves, where a row
#: alone has not more: that of a few threads is in memory at once.
CHUNK_BYTES = 1 << 28

#: What generated code gives: of a chunk, the features' columns in the order of the outputs, each with where it is not
#: null (None: everywhere).
Compute: TypeAlias = Callable[[Chunk], tuple[tuple[Column, Bools | None], ...]]
_Columns: TypeAlias = tuple[tuple[Column, Bools | None], ...]

#: A chunk, what is wrong in it, and its features: none of a bad one, several batches of one with long texts.
_Done: TypeAlias = tuple[Chunk, Found, "Iterable[pa.RecordBatch]"]


class Module:
    """A feature set as a function of tables. Generated code makes one; all methods may be called by many threads."""

    def __init__(
        self,
        name: str,
        inputs: Sequence[Field],
        outputs: Sequence[Output],
        compute: Compute,
        *,
        fingerprint: str,
        widest: int = 0,
    ) -> None:
        """``widest`` is the length of the longest list on the way, where that is more than of inputs and outputs."""
        self.name, self.fingerprint = name, fingerprint
        self.inputs, self.outputs = tuple(inputs), tuple(outputs)
        self.input_schema = input_schema(name, fingerprint, self.inputs)
        self.output_schema = output_schema(name, fingerprint, self.outputs)
        self.compute = compute
        types = [*(f.type for f in self.inputs), *(o.type for o in self.outputs)]
        widest = max([widest, *(t.size for t in types if not t.at_most)])
        #: Rows of a chunk where the caller does not say.
        self.chunk_rows = min(CHUNK_ROWS, max(1, CELLS // max(widest, 1)))
        self.chunk_bytes = CHUNK_BYTES

    def transform(
        self, table: Any, *, threads: int | None = None, chunk_rows: int | None = None, keep: Sequence[str] = ()
    ) -> pa.Table:
        """The features of every row of a table, in the order of the rows.

        ``table`` is anything that speaks the Arrow C data interface: of pyarrow, Polars, pandas (2.2 or newer),
        DuckDB. Its columns may be in any order and others may be among them. ``threads`` is the number of chunks
        worked on at once (None: one for each processor), ``chunk_rows`` how many rows each has at most (None: as many
        as suit the set). ``keep`` names columns of the table that are put before the features.

        Raises SchemaError for columns that are missing or of a wrong type, ContractError for rows that break the
        input's contracts (all of them gathered), EnvironmentFault if the process cannot keep exact arithmetic.
        """
        schema, entry, tasks = self._open(table, keep, chunk_rows)
        findings = Findings(self.name, self.inputs)

        def work(task: tuple[int, pa.RecordBatch]) -> _Done:
            return self._work(entry, schema, task, compute=not findings)

        batches: list[pa.RecordBatch] = []
        with closing(ordered(tasks, work, _threads(threads))) as results:
            for chunk, found, features in results:
                findings.add(chunk, found)
                batches.extend(features)
        findings.raise_if_any(whole=True)
        return pa.Table.from_batches(batches, schema)

    def transform_batches(
        self, reader: Any, *, threads: int | None = None, chunk_rows: int | None = None, keep: Sequence[str] = ()
    ) -> pa.RecordBatchReader:
        """The features of a stream of batches as a stream of batches, with a bounded number of chunks in memory.

        Takes what ``transform`` takes. Nothing is read before the first batch is asked for, but the schema is checked
        at once. A ContractError comes in place of the first chunk that has a bad row; null rates are judged at the
        end. Dropping the reader stops the threads.
        """
        schema, entry, tasks = self._open(reader, keep, chunk_rows)

        def work(task: tuple[int, pa.RecordBatch]) -> _Done:
            return self._work(entry, schema, task, compute=True)

        def results() -> Iterator[pa.RecordBatch]:
            findings = Findings(self.name, self.inputs)
            with closing(ordered(tasks, work, _threads(threads))) as done:
                for chunk, found, features in done:
                    findings.add(chunk, found)
                    findings.raise_if_any(whole=False)
                    yield from features
            findings.raise_if_any(whole=True)

        return pa.RecordBatchReader.from_batches(schema, results())

    def violations(self, table: Any, *, chunk_rows: int | None = None) -> Iterator[tuple[int, Violation]]:
        """Every row of a table that ``transform`` refuses and why, by rows (counted from 0), then by fields.

        Null rates are no row's fault and are not among them. SchemaError as in ``transform``.
        """
        _, entry, tasks = self._open(table, (), chunk_rows)
        return (pair for start, batch in tasks for pair in violations(*entry.read(start, batch)))

    def chunks(self, table: Any, *, chunk_rows: int | None = None) -> Iterator[Chunk]:
        """The rows of a table as they enter, chunk by chunk; errors as in ``transform_batches``."""
        _, entry, tasks = self._open(table, (), chunk_rows)
        return self._entered(entry, tasks)

    def _entered(self, entry: Entry, tasks: Iterator[tuple[int, pa.RecordBatch]]) -> Iterator[Chunk]:
        findings = Findings(self.name, self.inputs)
        for start, batch in tasks:
            chunk, found = entry.read(start, batch)
            findings.add(chunk, found)
            findings.raise_if_any(whole=False)
            yield chunk
        findings.raise_if_any(whole=True)

    def _open(
        self, table: Any, keep: Sequence[str], chunk_rows: int | None
    ) -> tuple[pa.Schema, Entry, Iterator[tuple[int, pa.RecordBatch]]]:
        if chunk_rows is None:
            chunk_rows = self.chunk_rows
        if chunk_rows < 1:
            raise ValueError(f"chunk_rows must be at least 1, not {chunk_rows}")
        if isinstance(keep, str):
            raise TypeError(f"keep must be a sequence of names, such as [{keep!r}]")
        if not all(isinstance(name, str) for name in keep):
            raise TypeError("keep must be a sequence of names, and one of them is not a str")
        self._check_kept(keep)
        schema, batches = open_table(table)
        entry = Entry(self.name, self.inputs, schema, keep)
        fields = [*entry.kept_fields, *self.output_schema]
        result = pa.schema(fields, metadata=self.output_schema.metadata)
        return result, entry, chunks(schema, batches, entry.columns, chunk_rows, self.chunk_bytes)

    def _check_kept(self, keep: Sequence[str]) -> None:
        features = {o.name for o in self.outputs}
        for i, name in enumerate(keep):
            if name in features or name in keep[:i]:
                why = "is the name of a feature too" if name in features else "is named twice"
                raise SchemaError(f'column "{name}" to keep {why}; rename or leave it out', column=name)

    def _work(self, entry: Entry, schema: pa.Schema, task: tuple[int, pa.RecordBatch], *, compute: bool) -> _Done:
        """Reads one chunk and, if nothing is wrong in it, computes its features. Runs in any thread."""
        check_floating_point()
        start, source = task
        chunk, found = entry.read(start, source)
        if found.problems or not compute:
            return chunk, found, ()
        with np.errstate(all="ignore"):
            columns = self.compute(chunk)
        kept = [source.column(i) for i in entry.kept]
        try:
            arrays = self._leave(columns, chunk.rows, self.chunk_bytes)
        except TooLong:
            return chunk, found, self._in_portions(kept, columns, chunk, schema)
        return chunk, found, (pa.RecordBatch.from_arrays([*kept, *arrays], schema=schema),)

    def _leave(self, columns: _Columns, rows: int, most: int) -> list[pa.Array]:
        return [
            leave(output, values, ok, rows, most=most)
            for output, (values, ok) in zip(self.outputs, columns, strict=True)
        ]

    def _in_portions(
        self, kept: Sequence[pa.Array], columns: _Columns, chunk: Chunk, schema: pa.Schema
    ) -> Iterator[pa.RecordBatch]:
        """Features with long texts, as several batches, each made when it is asked for."""
        check_floating_point()
        for first, end in portions(columns, chunk.rows, self.chunk_bytes):
            cut = tuple((portion(values, first, end), None if ok is None else ok[first:end]) for values, ok in columns)
            arrays = [array.slice(first, end - first) for array in kept]
            try:
                arrays += self._leave(cut, end - first, MOST_BYTES)
            except TooLong:
                where = f"row {chunk.start + first}"
                raise EnvironmentFault(
                    f"{where}: a feature has more than 2 GiB of text, which Arrow cannot hold"
                ) from None
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _threads(threads: int | None) -> int:
    if threads is None:
        return usable_cpus()
    if threads < 1:
        raise ValueError(f"threads must be at least 1, not {threads}")
    return threads
