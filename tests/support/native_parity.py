"""Programs at random in Go and Java, many in one compilation, beside the interpreter. Knows no operator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from native import LANGUAGES, NativePrograms, Refused
from parity import PROGRAMS, REGRESSIONS, ROWS, ParityError, differs, first_difference, load_regression
from programs import for_programs, random_program
from rows import Row, make_rows
from targets import compile_source

from featc.ir import FeatureSet
from featc.reference import evaluate

#: Programs of one compilation: javac and the Go linker take what a few of them take for all of these.
AT_ONCE = 100

Case = tuple[FeatureSet, Sequence[Row], str]


def drawn(seeds: Sequence[int], rows: int = ROWS) -> list[Case]:
    """The programs of seeds with their rows and sources."""
    cases = []
    for seed in seeds:
        source = random_program(seed).source
        program = compile_source(source)
        cases.append((program, make_rows(program, seed, rows), source))
    return cases


def usual() -> list[int]:
    """Seeds of programs that the tests also run through the Python targets."""
    seeds: list[int] = []
    for_programs(lambda drawing: seeds.append(drawing.seed), PROGRAMS)
    return seeds[:AT_ONCE]


def saved() -> list[Case]:
    """The failures of former days."""
    return [load_regression(path) for path in sorted(Path(REGRESSIONS).glob("*.json"))]


def compare_native(cases: Sequence[Case], language: type[NativePrograms]) -> Iterator[ParityError]:
    """What differs from the interpreter, at most once a program; one that does not compile is told too."""
    try:
        found = _ask(cases, language)
    except Refused as refused:
        if len(cases) == 1:
            program, rows, source = cases[0]
            yield ParityError(f"{refused}\n{source}", "", program, source, rows[:1], language.name)
            return
        middle = len(cases) // 2
        yield from compare_native(cases[:middle], language)
        yield from compare_native(cases[middle:], language)
        return
    for (program, rows, source), answers in zip(cases, found, strict=True):
        difference = first_difference(program, language.name, [evaluate(program.row, row) for row in rows], answers)
        if difference is not None:
            yield differs(program, rows, source, difference)


def _ask(cases: Sequence[Case], language: type[NativePrograms]) -> list[list[Row]]:
    with language([program for program, _, _ in cases]) as native:
        return native.ask((i, rows) for i, (_, rows, _) in enumerate(cases))


def installed() -> list[type[NativePrograms]]:
    """The languages whose tools are here."""
    return [language for language in LANGUAGES.values() if not language.missing()]
