"""The same bits in batches of 1, 7, 1,024, 65,536 or all rows, on any number of threads, whatever rows are beside."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pytest
from programs import random_program
from table_bits import SOURCE, loaded_with_table, octets

from featc.loaded import Loaded
from featc.values.rows import from_arrow
from featc_runtime import batch

#: Rows of a table, and how it is cut: rows a batch (of all rows at once it is those of the table), threads.
CUTS = {
    1100: ((1, 1), (7, 3), (1024, 2)),
    70_000: ((1024, 2), (65_536, 2), (70_000, 2)),
}

SOURCES = {"wide": SOURCE, **{f"random {n}": random_program(8000 + n).source for n in range(4)}}


def many(name: str, rows: int) -> tuple[Loaded, pa.Table]:
    """A program and so many rows: a few hundred that are made to hurt, each many times in many places."""
    loaded, table = loaded_with_table(SOURCES[name], 400)
    places = np.random.default_rng(5).integers(0, table.num_rows, rows)
    return loaded, table.take(pa.array(places)).combine_chunks()


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.thorough
def test_the_size_of_batches_and_the_threads_change_no_bit(name: str) -> None:
    for rows, cuts in CUTS.items():
        loaded, table = many(name, rows)
        whole = octets(loaded.module.transform(table, chunk_rows=rows, threads=1))
        for size, threads in cuts:
            found = octets(loaded.module.transform(table, chunk_rows=size, threads=threads))
            assert found == whole, f"{size} rows a batch, {threads} threads"


@pytest.mark.parametrize("name", SOURCES)
def test_the_batches_of_the_table_change_no_bit(name: str) -> None:
    """A table and a stream that come in batches of their own, some of them empty."""
    cuts = sorted(random.Random(name).choices(range(3001), k=9))
    loaded, table = many(name, 3000)
    whole = octets(loaded.module.transform(table))
    parts = [table.slice(start, end - start) for start, end in zip([0, *cuts], [*cuts, 3000], strict=True)]
    cut = pa.concat_tables(parts)
    assert octets(loaded.module.transform(cut)) == whole
    reader = pa.RecordBatchReader.from_batches(cut.schema, iter(cut.to_batches()))
    streamed = loaded.module.transform_batches(reader, chunk_rows=511)
    assert octets(pa.Table.from_batches(list(streamed), loaded.module.output_schema)) == whole


@pytest.mark.parametrize("name", SOURCES)
def test_other_rows_change_no_bit(name: str) -> None:
    """Each row alone, among copies of itself, and among all."""
    loaded, table = many(name, 400)

    def bits(some: pa.Table) -> list[str]:
        return [repr(row) for row in from_arrow(loaded.module.transform(some), loaded.module.outputs)]

    together = bits(table)
    for row in range(0, 400, 23):
        assert bits(table.slice(row, 1)) == [together[row]]
        assert bits(table.take(pa.array([row] * 67))) == [together[row]] * 67


def test_a_helper_that_looks_at_its_neighbours_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = batch.log1p_float64

    def crowded(x: np.ndarray) -> np.ndarray:
        found = whole(x)
        return np.nextafter(found, np.inf) if len(x) == 7 else found

    monkeypatch.setattr(batch, "log1p_float64", crowded)
    monkeypatch.setitem(SOURCES, "wide", "featureset t.v1\ninput Row { x: float64 }\nfeature y = log1p(x)\n")
    with pytest.raises(AssertionError, match="7 rows a batch"):
        test_the_size_of_batches_and_the_threads_change_no_bit("wide")
