"""TransformStream: the bits of Transform and of the batch target, in order, with the ids that the client gave."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from programs import random_program
from rows import make_rows
from targets import compile_source

from featc.loaded import Loaded, load
from featc.values.bits import same
from featc.values.rows import RawRow
from featc_runtime.service import Client, start

ROWS = 3000


def drawn(seed: int, rows: int) -> tuple[Loaded, list[RawRow]]:
    """The program of a seed, and rows for it."""
    loaded = load(compile_source(random_program(seed).source))
    names = [f.name for f in loaded.featureset.input.wire_fields]
    return loaded, [tuple(row[n] for n in names) for row in make_rows(loaded.featureset, seed, rows)]


def test_thousands_of_rows_in_one_stream() -> None:
    for seed, count in ((5, ROWS), (6, 400), (7, 400)):
        loaded, rows = drawn(seed, count)
        server = start(loaded.spec)
        with Client(loaded.spec, server.address) as client:
            streamed = list(client.transform_stream(rows))
            alone = [client.transform(row) for row in rows[:20]]
        server.stop(0)
        expected = loaded.batch(rows)
        assert len(streamed) == len(expected) == count
        for i, (want, have) in enumerate(zip(expected, streamed, strict=True)):
            assert same(want, have), f"program {seed}, row {rows[i]}: expected {want}, found {have}"
        assert all(map(same, alone, expected))


def test_ids_are_the_clients() -> None:
    """Any ids, several the same, some absent: each answer has its request's, in the order of the requests."""
    loaded, rows = drawn(5, 300)
    source = random.Random(1)
    ids = [source.choice((None, 0, 7, 2**63 - 1, source.randrange(2**40))) for _ in rows]
    server = start(loaded.spec)
    with Client(loaded.spec, server.address) as client:

        def requests() -> Iterator[Any]:
            for number, row in zip(ids, rows, strict=True):
                request: Any = loaded.spec.message("TransformStreamRequest")()
                if number is not None:
                    request.id = number
                client._fill(request.row, row)
                yield request

        responses = list(client._stream(requests()))
    server.stop(0)
    assert [r.id if r.HasField("id") else None for r in responses] == ids
    for want, have in zip(loaded.batch(rows), responses, strict=True):
        assert same(want, client._features(have.result.features))
