"""Every client against every server: the same answers to the same rows, good and bad, to the bit.

The languages are those of tests/support/pairings.py; Python with Python is what the others are compared with.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pairings import CALLS, SIDES, Answer, Built, Process, build, compared, good_rows, needed, serving

from featc_dsl import types as fdl
from featc_runtime.row_values import NAN

PAIRS = [(client, server) for client in SIDES for server in SIDES]


def bad_rows(built: Built) -> list[tuple[Any, ...]]:
    """Rows that break contracts, sizes and ranges, one at a time and many at once."""
    fields = [f.name for f in built.featureset.input.wire_fields]
    row = dict(zip(fields, good_rows(built, 1)[0], strict=True))
    changes: list[dict[str, Any]] = [
        {"carrier": "ZZ"},
        {"carrier": ""},
        {"carrier": "x" * 100 + '"\\\n\0é𝄞'},
        {"distance": -0.5},
        {"distance": 6000.000000000001},
        {"distance": float("nan")},
        {"distance": float("inf")},
        {"distance": 1e300},
        {"seats": 0},
        {"seats": 2**63 - 1},
        {"sched_dep": -62_135_596_800_000_001},
        {"sched_dep": 2**62},
        {"duration_given": 315_576_000_000_000_001},
        {"float64_list": (1.0,)},
        {"string_list": ()},
        {"int64_holes": (1, 2, None, 4)},
        {"timestamp_list": (0,)},
        {"timestamp_list": (0, 2**60)},
        {"duration_holes": (None, -(2**62))},
        {"carrier": "?", "seats": 401, "distance": -1.0, "bool_list": (True,), "date_list": (0,) * 3},
    ]
    return [tuple({**row, **change}.values()) for change in changes]


@pytest.mark.parametrize(("client", "server"), PAIRS)
@pytest.mark.parametrize("call", CALLS)
def test_good_rows(built: Built, servers: dict[str, Process], client: str, server: str, call: str) -> None:
    needed(client, server)
    rows = good_rows(built)
    answers = SIDES[client].ask(built, servers[server].address, call, rows)
    wanted: list[Answer] = [stored(built, row) for row in rows]
    assert [compared(a) for a in answers] == [compared(a) for a in wanted]


def stored(built: Built, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The features of a set that gives its inputs back: NaN of whatever bits leaves as the canonical one."""
    found: tuple[Any, ...] = _canonical(built.spec.compute(*row))
    return found


def _canonical(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_canonical(v) for v in value)
    return NAN if value != value else value


@pytest.mark.parametrize(("client", "server"), PAIRS)
@pytest.mark.parametrize("call", CALLS)
def test_bad_rows(built: Built, servers: dict[str, Process], client: str, server: str, call: str) -> None:
    needed(client, server)
    rows = bad_rows(built)
    wanted = SIDES["python"].ask(built, servers["python"].address, call, rows)
    assert all(isinstance(answer, list) for answer in wanted)
    assert SIDES[client].ask(built, servers[server].address, call, rows) == wanted


@pytest.mark.parametrize("server", SIDES)
def test_texts_that_protobuf_cannot_hold(built: Built, servers: dict[str, Process], server: str) -> None:
    """Such a row is refused as it is in-process, and the others of its call are answered."""
    needed("go", server)
    (answer,) = SIDES["go"].ask(built, servers[server].address, "mangled", good_rows(built, 1))
    assert isinstance(answer, list)
    assert [v[:2] for v in answer] == [("carrier", "BAD_TEXT")]


@pytest.fixture(scope="module")
def other(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A running set of the same schema that computes something else."""
    first, *rest = built.featureset.features
    node = built.featureset.graph.input("string_given", fdl.STRING)
    row = replace(built.featureset.row, outputs=(replace(first, node=node), *rest))
    changed = replace(built.featureset, row=row)
    with serving(SIDES["python"], build(changed, tmp_path_factory.mktemp("other") / "other", ["python"])) as running:
        yield running


@pytest.mark.parametrize("client", SIDES)
@pytest.mark.parametrize("call", CALLS)
def test_another_fingerprint(built: Built, other: Process, client: str, call: str) -> None:
    """A call that pins is refused, another one is answered."""
    needed(client)
    rows = good_rows(built, 1)
    assert SIDES[client].ask(built, other.address, call, rows) == ["FAILED_PRECONDITION"]
    if client != "python":
        assert isinstance(SIDES[client].ask(built, other.address, "unpinned", rows)[0], tuple)


@pytest.mark.parametrize(("client", "server"), PAIRS)
def test_deadline_and_drain(built: Built, client: str, server: str) -> None:
    needed(client, server)
    rows = good_rows(built, 1)
    with serving(SIDES[server], built) as running:
        if client != "python":
            assert SIDES[client].ask(built, running.address, "hurried", rows) == ["DEADLINE_EXCEEDED"]
        assert isinstance(SIDES[client].ask(built, running.address, "transform", rows)[0], tuple)
        running.popen.send_signal(signal.SIGTERM)
        assert SIDES[client].ask(built, running.address, "transform", rows) == ["UNAVAILABLE"]
        status, error = running.ended()
    assert status == 0, error
