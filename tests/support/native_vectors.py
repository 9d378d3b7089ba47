"""The conformance vectors through a native target, all operations in one compilation. Knows no operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from native import NativePrograms
from parity import same, show
from vector_programs import group, grouped, one_operation, row_of, with_nulls
from vectors import vector_files

FILES = vector_files()


def chosen(names: Sequence[str]) -> list[str]:
    """The operations of these families, or so called; all without any."""
    return [op for op, path in FILES.items() if not names or path.parent.name in names or op in names]


def differences(ops: Sequence[str], language: type[NativePrograms]) -> Iterator[tuple[str, str]]:
    """What differs: the operation, and the vector with what was found."""
    vectors = {op: with_nulls(op) for op in ops}
    programs = [one_operation(vectors[op]) for op in ops]
    with language(programs) as native:
        asked = [(i, [row_of(v, programs[i]) for v in vectors[op]]) for i, op in enumerate(ops)]
        for op, program, answers in zip(ops, programs, native.ask(asked), strict=True):
            features = {key: f.name for key, f in zip(grouped(vectors[op]), program.outputs, strict=True)}
            for v, answer in zip(vectors[op], answers, strict=True):
                found = answer[features[group(v)]]
                if not same(found, v.expect):
                    place = f"{v.place} in {native.name}: {op}({', '.join(map(show, v.args))}) {v.consts or ''}"
                    yield op, f"{place}: expected {show(v.expect)}, found {show(found)}"
