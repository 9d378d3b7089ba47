"""What must hold of the front end for every text: a program or findings, no exception, bounded work.

Knows nothing of what is said of a text. Time is that of the processor, so that a busy machine makes no difference; a
text that runs on is stopped.
"""

from __future__ import annotations

import contextlib
import resource
import signal
import time
from collections.abc import Iterator

from featc import ir, pipeline
from featc.backends import backends
from featc.backends.base import Unbuildable
from featc.check import Checked, check_source
from featc_dsl.render import render, to_json
from featc_dsl.source import decode
from featc_dsl.types import Kind


class Overrun(Exception):
    """The text took too long, and was stopped where the traceback shows."""


class Slow(AssertionError):
    """The text took longer than it may."""


@contextlib.contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Overrun inside, wherever the work stands after so many seconds of the processor."""

    def stop(*_: object) -> None:
        raise Overrun(f"more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def limit_memory(more: int) -> None:
    """From now on this process gets so many bytes of address space more than it has, and then a MemoryError."""
    with open("/proc/self/statm", encoding="ascii") as file:
        taken = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + more, taken + more))


def attempt(text: str, stop: float = 20, seconds: float | None = None) -> Checked:
    """Check a text. AssertionError, Overrun, or whatever the front end raised where it breaks its promise.

    ``seconds`` is what checking may take for each 100,000 characters begun; None: nobody measures.
    """
    decode(text.encode("utf-8", "surrogatepass"), "t.fdl")
    with stopped_after(stop):
        before = time.process_time()
        checked = check_source("t.fdl", text, _read)
        took, allowed = time.process_time() - before, (seconds or stop) * -(-max(len(text), 1) // 100_000)
        if took > allowed:
            raise Slow(f"{took:.2f} s for {len(text):,} characters; {allowed} s are allowed")
        errors = [d for d in checked.diagnostics if d.severity == "error"]
        assert (checked.featureset is None) == bool(errors)
        for found in (*checked.diagnostics[:20], *checked.diagnostics[-3:]):
            assert found.title
            assert 0 <= found.span.start <= found.span.end <= len(checked.sources[found.span.file])
            render(found, checked.sources).encode("utf-8", "surrogatepass")
            to_json(found)
        if checked.featureset is not None:
            assert_whole(checked.featureset)
    return checked


#: What every import finds, whatever its name says: a file that imports itself and others, a wrong one, none.
_FILES = {
    "t.fdl": None,
    "a.fdl": 'import "b.fdl"\nimport "a.fdl"\nlet imported = 1\n',
    "b.fdl": 'import "a.fdl"\ndef imported_too(x: float64) = x\n',
    "shared/time.fdl": "let local = ts\nfeature broken = (\n",
}


def _read(path: str) -> str:
    text = _FILES.get(path)
    if text is None:
        raise FileNotFoundError(2, "No such file or directory", path)
    return text


def assert_whole(program: ir.FeatureSet) -> None:
    """Nodes of a finished program are of the catalogue, inputs or consts with a type; operands come first."""
    for node in ir.walk([f.node for f in program.features]):
        assert node.op != "param"
        assert node.type.kind is not Kind.NULL
        assert node.type.item is None or node.type.item.kind is not Kind.NULL
        assert node.op != "const" or (node.consts[0] is None) == node.type.nullable
        assert all(a.key < node.key for a in node.args)


def build(program: ir.FeatureSet) -> None:
    """All stages behind the front end: what it accepts can be built, and the Python of it compiled.

    A target may have no room for thousands of fields, or no place for a name; then it says so, with a way out.
    """
    for name in backends():
        if name == "go_service":  # needs programs that are not Python's
            continue
        try:
            files = pipeline.build(program, targets=[name]).files
        except Unbuildable as refused:
            if not (str(refused) and refused.hint):
                raise
            continue
        for path, content in files.items():
            if path.endswith(".py"):
                compile(content.decode(), path, "exec")
