"""Programs at random through every target: the same bits for the same row, however the rows are split or ordered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from expressions import OVERLOADS, UNWRITABLE
from parity import PROGRAMS, REGRESSIONS, ROWS, TARGETS, ParityError, check, replay, save_regression
from programs import Drawing, for_programs, random_program
from proven import proves
from rows import make_rows
from shrink import shrink
from targets import compile_source

from featc.ir import walk
from featc_dsl.catalogue import BY_ID


def test_every_target_gives_the_same_bits(record_property: Callable[[str, object], None]) -> None:
    seen = set()

    def compare_all(drawing: Drawing) -> None:
        seen.add(drawing.source)
        check(drawing.source, drawing.seed)

    try:
        for_programs(compare_all, PROGRAMS)
    except ParityError as error:
        small = shrink(error)
        small.add_note(f"saved as {save_regression(small)}")
        raise small from None
    assert len(seen) >= 300
    proves(record_property, TARGETS, f"{len(seen)} random programs of {ROWS} rows")


def test_regressions_stay_mended() -> None:
    for path in sorted(REGRESSIONS.glob("*.json")):
        try:
            replay(path)
        except AssertionError as error:
            error.add_note(f"regression {path.name}")
            raise


@pytest.mark.thorough
def test_the_generator_draws_every_operator() -> None:
    """In programs that the front end accepts; 400 of them hold every overload that source text can ask for."""
    drawn = set()
    for seed in range(400):
        program = compile_source(random_program(seed).source)
        drawn |= {node.op for node in walk(f.node for f in program.features)}
    assert set(BY_ID) - drawn == set(UNWRITABLE)
    assert len(OVERLOADS) + len(UNWRITABLE) == len(BY_ID)


def test_rows_of_a_seed_are_the_same_for_ever() -> None:
    drawing = random_program(3)
    program = compile_source(drawing.source)
    assert repr(make_rows(program, 5, 20)) == repr(make_rows(program, 5, 20))
    assert repr(make_rows(program, 5, 20)) != repr(make_rows(program, 6, 20))
