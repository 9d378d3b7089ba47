"""Java's clients beyond what all do: calls that do not wait, TLS, tokens, retries, rows that cannot be sent."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from native import run_tool
from pairings import SIDES, Answer, Built, Process, compared, good_rows, needed

from featc.backends.java_service.names import names
from featc_runtime.service.answers import Answers

LATER = ("later", "laterbatch", "laterstream")
Handle = Callable[[bytes, grpc.ServicerContext], bytes]


@pytest.fixture(autouse=True)
def _java() -> None:
    needed("java")


def ask(built: Built, address: str, call: str, rows: list[tuple[Any, ...]]) -> list[Answer]:
    return SIDES["java"].ask(built, address, call, rows)


@contextmanager
def serving_by(built: Built, handle: Handle, credentials: grpc.ServerCredentials | None = None) -> Iterator[str]:
    """A server whose Transform is this function."""
    server = grpc.server(ThreadPoolExecutor(2))
    handlers = {"Transform": grpc.unary_unary_rpc_method_handler(handle)}
    server.add_registered_method_handlers(built.spec.service, handlers)
    where = "127.0.0.1:0"
    port = server.add_secure_port(where, credentials) if credentials else server.add_insecure_port(where)
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop(0).wait()


@pytest.mark.parametrize("call", LATER)
def test_calls_that_do_not_wait(built: Built, servers: dict[str, Process], call: str) -> None:
    good = good_rows(built, 5)
    bad = [(("ZZ"), *good[0][1:])]
    address = servers["python"].address
    wanted = SIDES["python"].ask(built, address, "batch", good + bad)
    assert [compared(a) for a in ask(built, address, call, good + bad)] == [compared(a) for a in wanted]


def test_calls_that_do_not_wait_are_refused(built: Built) -> None:
    def exhausted(_: bytes, context: grpc.ServicerContext) -> bytes:
        context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "enough")

    with serving_by(built, exhausted) as address:
        assert ask(built, address, "later", good_rows(built, 1)) == ["RESOURCE_EXHAUSTED"]


def test_retries(built: Built) -> None:
    """UNAVAILABLE is tried again, three times; nothing else is, and nothing where one attempt was asked for."""
    answers, calls = Answers(built.spec), list[grpc.StatusCode]()

    def failing(code: grpc.StatusCode, times: int) -> Handle:
        def handle(data: bytes, context: grpc.ServicerContext) -> bytes:
            calls.append(code)
            if len(calls) <= times:
                context.abort(code, "not now")
            return answers.transform(data)

        return handle

    rows = good_rows(built, 1)
    unavailable, aborted = grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.ABORTED
    for code, times, call, wanted in (
        (unavailable, 3, "transform", 4),
        (unavailable, 9, "transform", 4),
        (unavailable, 9, "strict", 1),
        (aborted, 9, "transform", 1),
    ):
        calls.clear()
        with serving_by(built, failing(code, times)) as address:
            (answer,) = ask(built, address, call, rows)
        assert len(calls) == wanted
        assert isinstance(answer, tuple) if times < wanted else answer == code.name


def test_tls_and_a_token(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2",
        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    answers, tokens = Answers(built.spec), list[Any]()

    def handle(data: bytes, context: grpc.ServicerContext) -> bytes:
        tokens.append(dict(context.invocation_metadata()).get("authorization"))
        return answers.transform(data)

    credentials = grpc.ssl_server_credentials([(key.read_bytes(), certificate.read_bytes())])
    monkeypatch.setenv("PROBE_AUTHORITIES", str(certificate))
    rows = good_rows(built, 1)
    with serving_by(built, handle, credentials) as address:
        assert isinstance(ask(built, address, "secure", rows)[0], tuple)
        assert tokens == ["Bearer sesame"]
        assert ask(built, address, "strict", rows) == ["UNAVAILABLE"]  # it speaks no TLS
    with serving_by(built, handle) as address:
        assert ask(built, address, "secure", rows) == ["UNAVAILABLE"]
    assert tokens == ["Bearer sesame"]


def test_mistakes_of_builders(built: Built) -> None:
    (answer,) = ask(built, "127.0.0.1:1", "mistakes", good_rows(built, 1))
    assert isinstance(answer, str)
    for words in ("needs a target", "say how to connect", "a token needs TLS"):
        assert words in answer


@pytest.mark.parametrize("call", ["transform", "batch", "stream", *LATER])
def test_rows_that_no_message_can_hold(built: Built, servers: dict[str, Process], call: str) -> None:
    """They are refused as in-process, before anything is sent."""
    fields = [f.name for f in built.featureset.input.wire_fields]
    row = dict(zip(fields, good_rows(built, 1)[0], strict=True))
    rows = [tuple({**row, **change}.values()) for change in (
        {"string_given": "a\ud800b"}, {"date_given": 2_932_897}, {"string_list": ("", "\udc00")}, {"carrier": "AA"},
    )]  # fmt: skip
    *refused, good = ask(built, servers["python"].address, call, rows)
    assert [answer[0][:2] for answer in refused] == [
        ("string_given", "BAD_TEXT"), ("date_given", "OUT_OF_RANGE"), ("string_list", "BAD_TEXT"),
    ]  # fmt: skip
    assert isinstance(good, tuple)


def test_a_time_that_is_too_fine(built: Built, servers: dict[str, Process]) -> None:
    """The builder of a row takes no such time, and the client says so instead of leaving it out."""
    (answer,) = ask(built, servers["python"].address, "fine", good_rows(built, 1))
    assert isinstance(answer, list)
    assert ("sched_dep", "TOO_FINE") in [violation[:2] for violation in answer]


def test_no_warnings(built: Built, tmp_path: Path) -> None:
    """Of our files, whose lines have their length; those that protoc writes are its own."""
    module = built.folder / "java" / names(built.featureset).artifact
    sources = [str(p) for p in (module / "src").rglob("*.java")]
    assert max(len(line) for source in sources for line in Path(source).read_text().splitlines()) <= 120
    jars = os.pathsep.join(map(str, [module / "target" / "classes", *(module / "target" / "lib").glob("*.jar")]))
    flags = ["--release", "17", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-proc:none", "-d", str(tmp_path)]
    run_tool(["javac", *flags, "-cp", jars, *sources], module)
