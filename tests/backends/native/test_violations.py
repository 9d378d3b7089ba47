"""What Go and Java say of bad rows: field by field what the Python runtime says, to the letter.

Text that is none has other forms in each language: UTF-8 that is broken, surrogates that are alone.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from native import LANGUAGES, NativePrograms
from rows import Row
from targets import Targets, compile_source

from featc.certify.values import POOLS
from featc.ir import InputField, SetContract, Value
from featc.reference import exact
from featc.reference.limits import DURATION_MAX, TIME_MAX, TIME_MIN
from featc_dsl.types import TIME_KINDS, Kind, Type
from featc_runtime.row import RowEntry

ROWS = 2_000

SOURCE = r"""featureset refused.v1
input Row {
  flag: bool
  count: int64 in -5..100
  odd: int64? in 0..10 in [1, 3, 20]
  small: int32 in -5000000000..1000
  smaller: int32? in [1, 2, -7, 5000000000]
  share: float64? in -0.5..1e-5
  zero: float64 in [0.0, 0.1, 1e300]
  minus: float64? in [-0.0, 5e-324]
  weight: float32 in 0.1..1e300
  tenth: float32? in [0.1, 0.5]
  code: string in ["", "AA", "né", "\"", "\\n", "\n", "😀"]
  other: string? in ["a"]
  name: string?
  fine: timestamp?
  wide: timestamp in 2000-01-01T00:00:00Z..2100-01-01T00:00:00Z
  civil: datetime?
  civil2: datetime
  day: date? in 1900-01-01..1970-01-01
  day2: date
  gap: duration? in -1d..1d
  long: duration
  pair: list<int64, 2>
  holes: list<float32?, 2>?
  few: list<string, ..2>
  words: list<string?, 2>?
  moments: list<timestamp, 2>?
  civils: list<datetime?, ..3>
  days: list<date?, ..3>?
  gaps: list<duration, ..2>
  nan_share: float64? in -0.5..1e-5 nan as null
  nan_minus: float64? in [-0.0, 5e-324] nan as null
  nan_weight: float32? in 0.1..1e300 in [0.5, 1.0] nan as null
  nan_holes: list<float32?, 2>? nan as null
}
feature a = count
"""


def bad_row(fields: Sequence[InputField], source: random.Random) -> Row:
    return {f.name: _value(f, source) for f in fields}


def _value(field: InputField, source: random.Random) -> Value:
    if field.type.nullable and source.random() < 0.2:
        return None
    if field.type.item is not None:
        size = source.choice((field.type.size or 0, source.randint(0, 4)))
        return tuple(_item(field.type.item, field.storage, source) for _ in range(size))
    contracts = [c for c in field.contracts if isinstance(c, SetContract)]
    if contracts and source.random() < 0.5:
        return _narrow(source.choice(contracts[0].items), field.storage)
    return _item(field.type.bare, field.storage, source)


def _item(type: Type, storage: str | None, source: random.Random) -> Value:
    if type.nullable and source.random() < 0.3:
        return None
    if type.kind in TIME_KINDS and source.random() < 0.3:
        ends = [TIME_MIN, TIME_MAX, -719_162, 2_932_896, DURATION_MAX, -DURATION_MAX, 2**63 - 2, 1 - 2**63]
        return source.choice(ends) + source.choice((-1, 0, 1))
    if type.kind is Kind.FLOAT64 and source.random() < 0.3:
        value = source.choice((exact.NAN, exact.INF, -exact.INF, 1e16, 1e-4, 123456789012345680.0, source.random()))
    else:
        value = source.choice(POOLS[type.kind])
    if type.kind is Kind.STRING and source.random() < 0.2:
        value = value * 30 + "😀" * 40
    return _narrow(value, storage)


def _narrow(value: Value, storage: str | None) -> Value:
    """What the narrow types of Go can hold; Java is asked for the same."""
    if storage == "int32":
        return min(max(int(value), -(2**31)), 2**31 - 1)  # type: ignore[arg-type]
    return exact.nearest_float32(float(value)) if storage else value  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_the_same_violations_in_the_same_words(language: type[NativePrograms], monkeypatch: pytest.MonkeyPatch) -> None:
    if missing := language.missing():
        pytest.skip(missing)
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG")  # has digits of its own
    program = compile_source(SOURCE)
    fields, source = program.input.wire_fields, random.Random(1)
    rows = [bad_row(fields, source) for _ in range(ROWS)]
    with Targets(program) as python:
        entry = RowEntry(python._schema.INPUTS)
        expected = [[vars_of(v) for v in entry.check_values(list(row.values()))] for row in rows]
    with language([program]) as native:
        for row, wanted, found in zip(rows, expected, native.answers(0, rows), strict=True):
            assert found.get("violations", []) == wanted, (row, found)


def vars_of(violation: object) -> dict[str, str]:
    return {name: getattr(violation, name) for name in ("field", "reason", "message")}
