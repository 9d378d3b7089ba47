"""Programs at random through every target: the same bits for the same row, however the rows are split or ordered."""

from __future__ import annotations

from expressions import OVERLOADS, UNWRITABLE
from hypothesis import HealthCheck, Phase, given, settings
from parity import PROGRAMS, REGRESSIONS, ParityError, check, replay, save_regression
from programs import Drawing, programs, random_program
from rows import make_rows
from targets import compile_source

from featc.ir import walk
from featc_dsl.catalogue import BY_ID


@settings(
    max_examples=PROGRAMS,
    derandomize=True,  # the same programs in every run; `make fuzz` looks for others
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
)
@given(programs())
def every_program(drawing: Drawing) -> None:
    check(drawing.source, drawing.seed)


def test_every_target_gives_the_same_bits() -> None:
    try:
        every_program()
    except ParityError as error:
        error.add_note(f"saved as {save_regression(error)}")
        raise


def test_regressions_stay_mended() -> None:
    for path in sorted(REGRESSIONS.glob("*.json")):
        try:
            replay(path)
        except AssertionError as error:
            error.add_note(f"regression {path.name}")
            raise


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
