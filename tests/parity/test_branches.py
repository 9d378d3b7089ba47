"""Rows come near the branches of every operator: one that is wrong there, and nowhere else, is found.

Each operation is broken in one target, for a few of its vectors' operands: the odd ones, at ends and branches. Programs
that have it at their roots must show it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import pytest
from chunks import column, rows
from expressions import UNWRITABLE
from parity import ParityError, check
from programs import random_program
from vector_programs import exact_key
from vectors import Vector, read_vectors, vector_files

from featc.backends.python_batch import lowering as batch_lowering
from featc.backends.python_row import lowering as row_lowering
from featc.ir import Value
from featc_dsl.catalogue import BY_ID
from featc_dsl.types import BOOL, FLOAT64, INT64, STRING, Kind, Type, list_of
from featc_runtime import batch, scalar
from featc_runtime.batch.columns import Lists, Ragged, Strings

#: How many programs a broken operation has to hide in, and rows of each.
PROGRAMS, ROWS = 20, 50

#: Of an operation's odd vectors, one in so many is answered wrongly.
SHARE = 20

FILES = vector_files()

Helper: TypeAlias = Callable[..., Any]

#: What is a column, and no plain value.
Columns = (np.ndarray, Strings, Lists, Ragged)


def helper(op: str, target: str) -> str | None:
    """The name of the function that a target calls for an operation, None where it writes an operator or a rule."""
    lowering, runtime = MODULES[target]
    name = BY_ID[op][1].function
    own = op in lowering._OWN or op in lowering.INFIX or op in lowering.PREFIX
    return name if not own and hasattr(runtime, name) else None


def odd(op: str) -> list[Vector]:
    """Vectors at whose operands the operation is to be wrong."""
    variadic = any(p.variadic for p in BY_ID[op][1].params)
    whole = [v for v in read_vectors(FILES[op]) if v.args and not any(map(has_null, v.args))]
    whole = [v for v in whole if not variadic or len(v.args) == 2]  # several are lowered to pairs
    vectors = [v for v in whole if v.section != "basic"] or whole
    return random.Random(op).sample(vectors, -(-len(vectors) // SHARE))


def has_null(value: Value) -> bool:
    """Whether a value is null or has a null element."""
    return value is None or (isinstance(value, tuple) and None in value)


def wrong(value: Value, type: Type) -> Value:
    """Another value of a type; of null some value."""
    if value is None:
        return zero(type)
    if isinstance(value, tuple):
        assert type.item is not None
        return (wrong(value[0], type.item), *value[1:]) if value else value
    if isinstance(value, bool):
        return not value
    if isinstance(value, float):
        return 1.0 if value != value else float(np.nextafter(value, -np.inf if value > 0 else np.inf))
    if isinstance(value, str):
        return f"{value}!"
    return value - 1 if value > 0 else value + 1


def zero(type: Type) -> Value:
    """Some value of a type."""
    if type.item is not None:
        return () if type.at_most else (zero(type.item),) * (type.size or 0)
    return {Kind.BOOL: False, Kind.FLOAT64: 0.0, Kind.STRING: ""}.get(type.kind, 0)


def broken_row(whole: Helper, keys: set[object], vector: Vector) -> Helper:
    """A helper on values that is wrong at some operands."""

    def function(*args: Any) -> Any:
        found = whole(*args)
        return wrong(found, vector.result) if exact_key(args[: len(vector.args)]) in keys else found

    return function


def broken_batch(whole: Helper, keys: set[object], vector: Vector) -> Helper:
    """A helper on columns that is wrong in the rows that have some operands."""

    def function(*args: Any) -> Any:
        found = whole(*args)
        operands = args[: len(vector.args)]
        count = next(len(a) for a in operands if isinstance(a, Columns))
        lists = [rows(a) if isinstance(a, Columns) else [a] * count for a in operands]
        places = [i for i, row in enumerate(zip(*lists, strict=True)) if exact_key(row) in keys]
        values, ok = found if isinstance(found, tuple) else (found, None)
        raw, type = rows(values), shape(values)
        for i in places:
            if ok is not None and not ok[i]:
                ok = ok.copy()
                ok[i] = True
            else:
                raw[i] = wrong(raw[i], type)
        again = column(raw, type)
        return again if ok is None else (again, ok)

    return function


def shape(values: Any) -> Type:
    """The type of a column: of integers int64, which all times are too."""
    if isinstance(values, Strings):
        return STRING
    if isinstance(values, np.ndarray):
        return {np.dtype(bool): BOOL, np.dtype(float): FLOAT64}.get(values.dtype, INT64)
    item = shape(values.items).with_null(values.items_ok is not None)
    if isinstance(values, Ragged):
        return list_of(item, 65_535, True)
    codes = values.items.codes if isinstance(values.items, Strings) else values.items
    return list_of(item, codes.shape[1])


MODULES: dict[str, tuple[Any, Any]] = {"batch": (batch_lowering, batch), "row": (row_lowering, scalar)}
BROKEN = {"batch": broken_batch, "row": broken_row}

#: Each operation with the one of its targets that is broken, in turn.
TRIED = [
    (op, targets[number % len(targets)])
    for number, op in enumerate(sorted(FILES))
    if (targets := [t for t in MODULES if helper(op, t)]) and op not in UNWRITABLE and odd(op)
]


def test_most_operations_are_tried() -> None:
    assert len(TRIED) > 0.7 * len(BY_ID)


@pytest.mark.parametrize("part", range(8))
@pytest.mark.thorough
def test_an_operation_that_is_wrong_near_its_branches_is_found(part: int) -> None:
    missed = []
    for op, target in TRIED[part::8]:
        vectors = odd(op)
        name = BY_ID[op][1].function
        runtime = MODULES[target][1]
        keys = {exact_key(v.args) for v in vectors}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(runtime, name, BROKEN[target](getattr(runtime, name), keys, vectors[0]))
            if not is_found(op, target):
                missed.append(f"{op} in {target}")
    assert not missed


def is_found(op: str, target: str) -> bool:
    """Whether random programs that have the operation at their roots show that it is broken."""
    for seed in range(PROGRAMS):
        drawing = random_program(seed, [BY_ID[op]])
        try:
            check(drawing.source, seed, ROWS, targets=(target,))
        except ParityError as error:
            if "differs from the interpreter" in str(error):
                return True
            raise
    return False
