"""The HTTP services of examples/: in-process and through every server, each answers what Python's features are.

Real processes, real HTTP, real gRPC.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest
from http_examples import EXAMPLES, Answer, Example, Process, answering, ask, bits, build, plain, python_server, serving
from http_examples import request as call
from project import ROOT, run_good

from featc_runtime.errors import RowError

SERVERS = ("here", "python", *EXAMPLES)

ROW: dict[str, Any] = {
    "carrier": "B6", "flight": 839, "tailnum": "N805JB", "origin": "JFK", "dest": "BQN", "distance": 1576.0,
    "sched_dep": datetime(2013, 1, 1, 4, 30, tzinfo=timezone(timedelta(hours=-5))), "sched_dep_time": 430,
    "sched_arr_time": 940, "dep_time": 432, "dep_delay": 2.0,
}  # fmt: skip

GOOD: dict[str, dict[str, Any]] = {
    "plain": {},
    "nulls": {"tailnum": None, "dep_time": None, "dep_delay": None},
    "emoji": {"tailnum": " n😀é𝄞 ", "dest": "🛫👩‍👩‍👧\u0301"},
    "controls": {"tailnum": '\0"\\\n\u2028</script>\x7f', "dest": ""},
    "long": {"tailnum": "ß" * 100_000, "dest": "x" * 200_000},
    "replacement": {"tailnum": "\ufffd\\ud800", "dest": "\ufffd"},
    "signed zero": {"distance": -0.0, "dep_delay": -0.0},
    "infinite ratio": {"distance": 5e-324, "dep_delay": -30.0},
    "subnormal": {"distance": 2.2250738585072011e-308, "dep_delay": 5e-324},
    "far digits": {"distance": 0.1 + 0.2, "dep_delay": 179.99999999999997},
    "first moment": {"sched_dep": datetime(1, 1, 1, tzinfo=UTC)},
    "last moment": {"sched_dep": datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)},
    "microseconds": {"sched_dep": datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)},
}


def _changed(**fields: Any) -> bytes:
    """The row with other fields, where `...` leaves one out and a dict's text stands as it is."""
    row = {**plain(ROW), **{name: value for name, value in fields.items() if not isinstance(value, dict)}}
    texts = {name: value["text"] for name, value in fields.items() if isinstance(value, dict)}
    parts = {name: json.dumps(value) for name, value in row.items() if value is not ...} | texts
    return ("{" + ",".join(f"{json.dumps(name)}:{text}" for name, text in parts.items()) + "}").encode()


#: A row, and what is wrong with it: field and reason.
BAD: dict[str, tuple[bytes, list[tuple[str, str]]]] = {
    "empty": (b"{}", [(name, "ABSENT") for name in ROW if name not in ("tailnum", "dep_time", "dep_delay")]),
    "null": (_changed(dest=None), [("dest", "ABSENT")]),
    "left out": (_changed(distance=...), [("distance", "ABSENT")]),
    "contracts": (
        _changed(carrier="ZZ", flight=0, distance=6000.0000000000009, dep_delay=-121),
        [(name, "OUT_OF_CONTRACT") for name in ("carrier", "flight", "distance", "dep_delay")],
    ),
    "nan": (_changed(distance="NaN", dep_delay="NaN"), [(n, "OUT_OF_CONTRACT") for n in ("distance", "dep_delay")]),
    "infinite": (_changed(distance="-Infinity"), [("distance", "OUT_OF_CONTRACT")]),
    "another infinity": (_changed(distance="inf"), [("distance", "WRONG_TYPE")]),
    "too large": (_changed(distance={"text": "1e400"}), [("distance", "OUT_OF_RANGE")]),
    "types": (
        _changed(
            carrier=1, flight="1", origin=["JFK"], distance="1", sched_dep=0, dep_time=True, dep_delay={"text": "{}"}
        ),
        [(n, "WRONG_TYPE") for n in ("carrier", "flight", "origin", "distance", "sched_dep", "dep_time", "dep_delay")],
    ),
    "no integers": (
        _changed(flight={"text": "1.0"}, sched_dep_time={"text": "1e1"}),
        [("flight", "WRONG_TYPE"), ("sched_dep_time", "WRONG_TYPE")],
    ),
    "integers": (
        _changed(flight={"text": str(2**63)}, dep_time={"text": str(-(2**63))}),
        [("flight", "OUT_OF_RANGE"), ("dep_time", "OUT_OF_CONTRACT")],
    ),
    "times": (_changed(sched_dep="2013-01-01T04:30:00"), [("sched_dep", "BAD_TEXT")]),
    "no day": (_changed(sched_dep="2013-02-29T04:30:00Z"), [("sched_dep", "BAD_TEXT")]),
    "too fine": (_changed(sched_dep="2013-01-01T04:30:00.0000001Z"), [("sched_dep", "BAD_TEXT")]),
    "too early": (_changed(sched_dep="0001-01-01T00:00:00+00:01"), [("sched_dep", "BAD_TEXT")]),
    "half a character": (_changed(dest="a\ud800b", tailnum="\udc00"), [("tailnum", "BAD_TEXT"), ("dest", "BAD_TEXT")]),
    "names": (_changed(Carrier="AA", carrier=..., tail="x", arr_delay=1.0), [
        ("carrier", "ABSENT"), ("Carrier", "UNKNOWN_FIELD"), ("arr_delay", "UNKNOWN_FIELD"), ("tail", "UNKNOWN_FIELD"),
    ]),
}  # fmt: skip

NO_OBJECT = {
    "nothing": b"",
    "no JSON": b"{",
    "a comment": b'{"flight": 1 /* one */}',
    "a bare NaN": _changed(distance={"text": "NaN"}),
    "a list": b"[]",
    "null": b"null",
    "a text": b'"x"',
    "two": b"{} {}",
    "single quotes": b"{'flight': 1}",
    "a comma": b'{"flight": 1,}',
    "a leading zero": _changed(flight={"text": "01"}),
    "a tab in a text": b'{"dest": "\t"}',
    "no UTF-8": b'{"dest": "\xff"}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"flight": 1}'.encode("utf-16"),
}


@pytest.fixture(scope="module")
def flights() -> Iterator[ModuleType]:
    """The generated Python package: what is expected."""
    sys.path.insert(0, str(ROOT / "generated" / "flights" / "python"))
    try:
        import flights  # type: ignore[import-not-found, unused-ignore]

        yield flights
    finally:
        del sys.path[0]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Example]:
    """An example by its language, compiled once for all workers of a run."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    return lambda name: build(name, root / f"http-example-{name}")


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest, builds: Callable[[str], Example]) -> Example:
    return builds(request.param)


@pytest.fixture(scope="module")
def ways(example: Example, builds: Callable[[str], Example]) -> Iterator[dict[str, Process]]:
    """The example in each of its ways, by where features come from."""
    with ExitStack() as stack:
        found = {"here": stack.enter_context(answering(example))}
        for name in SERVERS[1:]:
            if name == "python":
                command, environment = python_server()
            else:
                command, environment = builds(name).server, {}
            server = stack.enter_context(serving(command, environment=environment))
            found[name] = stack.enter_context(answering(example, server.address))
        yield found


def same(ways: dict[str, Process], row: Any) -> Answer:
    """The answer of all ways, which is the same text."""
    answers = {name: ask(process, row) for name, process in ways.items()}
    assert set(answers.values()) == {answers["here"]}, answers
    return answers["here"]


def expected(flights: ModuleType, row: dict[str, Any]) -> Any:
    return bits(plain(flights.transform_row(**row)))


@pytest.mark.parametrize("name", GOOD)
def test_good_rows(name: str, ways: dict[str, Process], flights: ModuleType) -> None:
    row = {**ROW, **GOOD[name]}
    answer = same(ways, plain(row))
    assert answer.status == 200, answer
    assert bits(json.loads(answer.body)) == expected(flights, row)


def test_null_is_absent(ways: dict[str, Process]) -> None:
    row = {**ROW, **GOOD["nulls"]}
    assert same(ways, plain(row)) == same(ways, plain({name: v for name, v in row.items() if v is not None}))


def test_real_rows(ways: dict[str, Process], flights: ModuleType) -> None:
    table = pq.read_table(ROOT / "examples" / "flights" / "flights.parquet").drop_columns(["arr_delay", "air_time"])
    for row in table.slice(0, 21_000).take(list(range(0, 21_000, 300))).to_pylist():
        assert bits(json.loads(same(ways, plain(row)).body)) == expected(flights, row)


def test_numbers_are_written_in_any_way(ways: dict[str, Process]) -> None:
    written = _changed(distance={"text": "15760000000000000000000e-19"}, dep_delay={"text": "0.2E1"})
    assert same(ways, written) == same(ways, plain(ROW))


@pytest.mark.parametrize("name", BAD)
def test_bad_rows(name: str, ways: dict[str, Process]) -> None:
    body, found = BAD[name]
    answer = same(ways, body)
    assert answer.status == 400
    assert [(field, reason) for field, reason, _ in answer.violations] == found


@pytest.mark.parametrize("name", ["empty", "contracts"])
def test_sentences_are_those_of_python(name: str, ways: dict[str, Process], flights: ModuleType) -> None:
    body, _ = BAD[name]
    row = json.loads(body)
    if "sched_dep" in row:
        row["sched_dep"] = datetime.fromisoformat(row["sched_dep"])
    with pytest.raises(RowError) as error:
        flights.transform_row(**row)
    assert same(ways, body).violations == [(v.field, v.reason, v.message) for v in error.value.violations]


@pytest.mark.parametrize("name", NO_OBJECT)
def test_no_objects(name: str, ways: dict[str, Process]) -> None:
    answer = same(ways, NO_OBJECT[name])
    assert (answer.status, json.loads(answer.body)) == (400, {"error": "the body is not a JSON object in UTF-8"})


def test_large_bodies(ways: dict[str, Process]) -> None:
    for process in ways.values():
        assert ask(process, _changed(dest="x" * (1 << 20))).status == 413


def test_other_requests(ways: dict[str, Process], flights: ModuleType) -> None:
    for process in ways.values():
        assert call(process, "GET", "/features").status == 405
        assert call(process, "POST", "/healthz", b"").status == 405
        assert call(process, "GET", "/").status == 404
        health = call(process, "GET", "/healthz")
        assert health.status == 200
        assert json.loads(health.body) == {"featureset": "flights.v1", "fingerprint": flights.FINGERPRINT}


def test_many_at_once(ways: dict[str, Process], flights: ModuleType) -> None:
    rows = [{**ROW, "flight": 1 + i, "distance": i / 7, "tailnum": f"N{i}é"} for i in range(60)]
    for process in ways.values():
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda row: ask(process, plain(row)), rows))  # noqa: B023 (it ends in this round)
        for row, answer in zip(rows, answers, strict=True):
            assert bits(json.loads(answer.body)) == expected(flights, row)


def test_the_server_goes_and_comes_back(example: Example, flights: ModuleType) -> None:
    """Each answer is the right one or 503, and it is the right one again when the server is there again."""
    good = expected(flights, ROW)
    with serving(example.server) as server, answering(example, server.address) as process:
        assert ask(process, plain(ROW)).status == 200
        with ThreadPoolExecutor(4) as pool:
            asked = [pool.submit(ask, process, plain(ROW)) for _ in range(60)]
            server.popen.kill()
            for answer in (future.result() for future in asked):
                assert answer.status in (200, 503), answer
                assert answer.status == 503 or bits(json.loads(answer.body)) == good
        server.ended()
        away = ask(process, plain(ROW))
        assert (away.status, json.loads(away.body)) == (503, {"error": "the features cannot be had at the moment"})
        assert call(process, "GET", "/healthz").status == 503
        assert ask(process, b'{"carrier": 1}').status == 400
        with serving(example.server, "--port", server.address.rpartition(":")[2]):
            deadline = time.monotonic() + 30
            while (answer := ask(process, plain(ROW))).status == 503 and time.monotonic() < deadline:
                time.sleep(0.2)
            assert bits(json.loads(answer.body)) == good


def test_a_server_of_other_features(example: Example, tmp_path: Path) -> None:
    """Another fingerprint is refused, whatever it would answer."""
    source = tmp_path / "flights.fdl"
    text = (ROOT / "examples" / "flights" / "flights.fdl").read_text(encoding="utf-8")
    source.write_text(text.replace("dep_delay > 15", "dep_delay > 14"), encoding="utf-8")
    run_good([sys.executable, "-m", "featc", "build", source, "-o", tmp_path / "out"])
    command, environment = python_server(tmp_path / "out" / "flights" / "python")
    with serving(command, environment=environment) as server, answering(example, server.address) as process:
        assert ask(process, plain(ROW)).status == 502
        assert call(process, "GET", "/healthz").status == 503


def test_the_end(example: Example) -> None:
    with answering(example) as process:
        process.popen.send_signal(signal.SIGTERM)
        assert process.ended() in (0, 128 + signal.SIGTERM)


def test_a_port_that_is_taken(example: Example) -> None:
    with answering(example) as process:
        command = [*example.command, "--listen", process.address]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode != 0
        assert "in use" in done.stderr
