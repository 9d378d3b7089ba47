"""Many threads, many processes, streams dropped half-way: the same bits."""

from __future__ import annotations

import hashlib
import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest
from table_bits import SOURCE, loaded_with_table, octets

from featc.values.rows import RawRow

LOADED, TABLE = loaded_with_table(SOURCE, 2000)
MODULE = LOADED.module
WHOLE = octets(MODULE.transform(TABLE, threads=1))
RAW: list[RawRow] = next(MODULE.chunks(TABLE.slice(0, 40))).to_rows()
ROWS = [LOADED.row(row) for row in RAW]


def digest(threads: int, chunk_rows: int) -> str:
    """What another process finds."""
    return hashlib.sha256(octets(MODULE.transform(TABLE, threads=threads, chunk_rows=chunk_rows))).hexdigest()


def test_eight_threads_on_one_module() -> None:
    """Chunks of their own sizes, strings remembered from chunk to chunk, rows between them."""
    start = threading.Barrier(8)

    def work(number: int) -> bool:
        start.wait(30)
        good = True
        for step in range(2):
            chunk_rows = (211, 512, 1500, 131_072)[(number + step) % 4]
            good &= octets(MODULE.transform(TABLE, threads=1 + number % 3, chunk_rows=chunk_rows)) == WHOLE
            good &= repr([LOADED.row(row) for row in RAW]) == repr(ROWS)
        return good

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_other_processes(method: str) -> None:
    """A child of a process that has transformed already, as data loaders make them."""
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    context = multiprocessing.get_context(method)
    wanted = hashlib.sha256(WHOLE).hexdigest()
    with context.Pool(1) as pool:
        found = pool.starmap_async(digest, [(1, 131_072), (2, 500)]).get(60)
    assert found == [wanted, wanted]


def stream(batch_rows: int) -> pa.RecordBatchReader:
    """The table as a stream of batches."""
    return pa.RecordBatchReader.from_batches(TABLE.schema, TABLE.to_batches(max_chunksize=batch_rows))


def test_streams_dropped_half_way() -> None:
    before = threading.active_count()
    for taken in range(4):
        reader = MODULE.transform_batches(stream(400), threads=2, chunk_rows=300)
        for _ in range(taken):
            assert reader.read_next_batch().num_rows
        del reader
    assert threading.active_count() <= before + 2
    assert octets(MODULE.transform(TABLE)) == WHOLE


def test_a_stream_is_the_table() -> None:
    for chunk_rows in (111, 131_072):
        assert octets(MODULE.transform_batches(stream(700), chunk_rows=chunk_rows).read_all()) == WHOLE
