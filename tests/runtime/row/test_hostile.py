"""Anything may reach a row: it enters as what it is, or the row is refused, and nothing else is raised."""

from __future__ import annotations

import array
import math
import sys
from collections import OrderedDict, namedtuple
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum, Flag, IntEnum
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from targets import compile_source

from featc import pipeline
from featc.memory import MemoryPackage
from featc_runtime.errors import RowError
from featc_runtime.row import RowEntry
from featc_runtime.schema import Field, OneOf, Range

TYPES = {
    "bool": bool,
    "int64": int,
    "float64": float,
    "string": str,
    "timestamp": int,
    "datetime": int,
    "date": int,
    "duration": int,
    "list<float64?, 2>": tuple,
    "list<string, ..3>": tuple,
}
FIELDS = [
    *(Field("x", t) for t in TYPES),
    *(Field("x", t + "?") for t in TYPES),
    Field("x", "int64", storage="int32"),
    Field("x", "float64", storage="float32"),
    Field("x", "timestamp", assume="Europe/Berlin"),
    Field("x", "int64", contracts=(Range(0, 5, "in 0..5"),)),
    Field("x", "string", contracts=(OneOf(("a",), 'in ["a"]'),)),
]
ENTRIES = [(field, RowEntry((field,))) for field in FIELDS]


def outcome(entry: RowEntry, value: object) -> tuple[str, Any]:
    """What becomes of a value: what it enters as, or why it does not."""
    entry.violations({"x": value})
    try:
        (raw,) = entry({"x": value})
    except RowError as error:
        (violation,) = error.violations
        return violation.reason, violation.message.encode()
    return "entered", raw


def held(value: object) -> None:
    """Every field takes the value, as a raw value of its type, or refuses it; so do lists that it is in."""
    for field, entry in ENTRIES:
        found, raw = outcome(entry, value)
        if found == "entered" and raw is not None:
            kind = TYPES[str(field.type).removesuffix("?")]
            assert type(raw) is kind, (field.type, value, raw)
            assert kind is not tuple or all(type(v) in (float, str, type(None)) for v in raw)
        for wrapped in ([value], (value, value), np.array([value, None], dtype=object)):
            outcome(entry, wrapped)


# --- what there is ------------------------------------------------------------------------------------------------


def recursive() -> list[object]:
    items: list[object] = []
    items.append(items)
    return items


class Odd(tzinfo):
    """A zone that answers whatever it is made to answer."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)

    def utcoffset(self, when: datetime | None) -> Any:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    dst = tzname = utcoffset  # type: ignore[assignment]


Pair = namedtuple("Pair", "a b")
ODD: list[Callable[[], object]] = [
    lambda: 10**10_000,
    lambda: -(10**10_000),
    lambda: 2**63,
    lambda: Fraction(1, 3),
    lambda: 1j,
    object,
    lambda: object,
    lambda: int,
    lambda: len,
    lambda: (i for i in range(2)),
    lambda: iter([1]),
    lambda: range(2),
    lambda: {1, 2},
    dict,
    lambda: iter({"a": 1}.items()),
    lambda: OrderedDict(a=1),
    lambda: Pair(1.0, 2.0),
    recursive,
    lambda: ([recursive()], 2),
    lambda: memoryview(b"ab"),
    lambda: memoryview(array.array("d", [1.0, 2.0])),
    lambda: array.array("d", [1.0, 2.0]),
    lambda: bytearray(b"a"),
    lambda: b"\xff",
    lambda: "\ud800",
    lambda: "a\0b",
    lambda: "x" * 100_000,
    lambda: Ellipsis,
    lambda: NotImplemented,
    lambda: sys,
    lambda: Exception("x"),
    lambda: Enum("E", "A").A,
    lambda: IntEnum("I", "A").A,
    lambda: Flag("F", "A").A,  # type: ignore[attr-defined]
    lambda: Decimal("NaN"),
    lambda: Decimal("sNaN"),
    lambda: Decimal("1e999999"),
    lambda: Decimal("-Infinity"),
    # NumPy
    lambda: np.longdouble("0.1"),
    lambda: np.longdouble("1e4000"),
    lambda: np.clongdouble(1),
    lambda: np.complex64(1),
    lambda: np.float16("inf"),
    lambda: np.float16(0.1),
    lambda: np.float32("nan"),
    lambda: np.uint64(2**64 - 1),
    lambda: np.void(b"abc"),
    lambda: np.zeros((), [("a", "i4"), ("b", "f8")]),
    lambda: np.zeros(2, [("a", "i4")]),
    lambda: np.zeros(2, [("a", "i4")])[0],
    lambda: np.bytes_(b"a"),
    lambda: np.str_("a"),
    lambda: np.array("a"),
    lambda: np.array(1.5),
    lambda: np.array(None),
    lambda: np.array({}, dtype=object),
    lambda: np.array([[1.0, 2.0]]),
    lambda: np.array([1.0, 2.0]),
    lambda: np.array([1, 2]),
    lambda: np.array(["a", "b"]),
    lambda: np.array([True, False]),
    lambda: np.array([1.0, None]),
    lambda: np.array([recursive(), 1], dtype=object),
    lambda: np.ma.masked,
    lambda: np.ma.array([1.0, 2.0], mask=[True, False]),
    lambda: np.ma.array(1.0),
    lambda: np.matrix([1.0, 2.0]),
    lambda: np.rec.array([(1, 2.0)]),
    lambda: np.array([1.0, 2.0], ">f8"),
    lambda: np.array([1.0, 2.0, 3.0, 4.0])[::2],
    lambda: np.array([np.nan, 1], dtype="longdouble"),
    lambda: np.zeros(0),
    lambda: np.zeros((2, 0)),
    lambda: np.dtype("f8"),
    lambda: np.float64,
    lambda: np.array(np.datetime64("2024-01-01", "s")),
    lambda: np.array(["2024-01-01", "NaT"], "M8[s]"),
    lambda: np.timedelta64(5),
    lambda: np.timedelta64(1, "Y"),
    lambda: np.timedelta64(1, "M"),
    lambda: np.datetime64("NaT"),
    lambda: np.timedelta64("NaT"),
    lambda: np.array(5, ">m8[s]"),
    lambda: np.array(5, "M8[25s]"),
    # pandas
    lambda: pd.NA,
    lambda: pd.NaT,
    lambda: pd.Timestamp("2024-01-01"),
    lambda: pd.Timestamp("2024-01-01", tz="Asia/Tokyo"),
    lambda: pd.Timestamp(2**62, unit="ns"),
    lambda: pd.Timestamp(np.datetime64("20000-01-01", "s")),
    lambda: pd.Timestamp(np.datetime64("-20000-01-01", "s")),
    lambda: pd.Timestamp.min,
    lambda: pd.Timedelta("1us"),
    lambda: pd.Timedelta(np.timedelta64(10**15, "s")),
    lambda: pd.Timedelta.max,
    lambda: pd.Period("2024", "Y"),
    lambda: pd.Interval(0, 1),
    lambda: pd.Series([1.0, 2.0]),
    lambda: pd.array([1, None], dtype="Int64"),
    lambda: pd.array(["a", None], dtype="string"),
    lambda: pd.Categorical(["a"]),
    lambda: pd.DataFrame({"x": [1]}),
    lambda: pd.DateOffset(months=1),
    lambda: pd.Index([1.0, 2.0]),
    # zones
    lambda: datetime(2024, 1, 1, tzinfo=Odd(OverflowError("no"))),
    lambda: datetime(2024, 1, 1, tzinfo=Odd(None)),
    lambda: datetime(2024, 1, 1, tzinfo=Odd(timedelta(1))),
    lambda: datetime(2024, 1, 1, tzinfo=Odd(5)),
    lambda: datetime(2024, 1, 1, tzinfo=Odd(timedelta(0), None)),
    lambda: datetime(2024, 1, 1, tzinfo=Odd(None, timedelta(0))),
    lambda: datetime(2024, 1, 1, tzinfo=Odd(timedelta(0), ValueError("later"))),
    lambda: datetime(1, 1, 1, tzinfo=UTC),
    lambda: datetime.max.replace(tzinfo=timezone(timedelta(hours=-23, minutes=-59))),
    lambda: datetime(1, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")),
    lambda: datetime(2024, 1, 1, tzinfo=Odd(timedelta(microseconds=1))),
]


@pytest.mark.parametrize("make", ODD, ids=range(len(ODD)))
def test_odd_values_enter_or_are_refused(make):
    held(make())


UNITS = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"]


@settings(max_examples=150, deadline=None)
@given(
    count=st.integers(-(2**63) + 1, 2**63 - 1) | st.integers(-40_000, 40_000),
    unit=st.sampled_from(UNITS),
    step=st.sampled_from([1, 7, 1000]),
    length=st.booleans(),
)
def test_times_of_numpy_in_any_unit(count, unit, step, length):
    """By the arithmetic of Python's own integers: NumPy's would wrap."""
    value = np.array(count, f"{'m' if length else 'M'}8[{step}{unit}]")[()]
    held(value)
    per = {"W": 7 * 86_400, "D": 86_400, "h": 3_600, "m": 60, "s": 1}.get(unit)
    micros = Fraction(count * step * 1_000_000) * (per or Fraction(1, 1000 ** max(0, UNITS.index(unit) - 6)))
    field = "duration" if length else "date" if unit in ("Y", "M", "W", "D") else "datetime"
    found, raw = outcome(RowEntry((Field("x", field),)), value)
    if unit in ("Y", "M"):
        if length:
            assert found == "WRONG_TYPE"
        elif found == "entered":
            months = count * step * (12 if unit == "Y" else 1)
            assert date.fromordinal(raw + 719_163) == date(1970 + months // 12, months % 12 + 1, 1)
        return
    limit = (
        (-315_576_000_000 * 10**6, 315_576_000_000 * 10**6)
        if length
        else (-62_135_596_800 * 10**6, 253_402_300_799_999_999)
    )
    good = limit[0] <= micros <= limit[1] and micros.denominator == 1
    assert (found == "entered") == good
    if good:
        assert raw == (micros / 86_400 / 10**6 if field == "date" else micros)


# --- values that lie ----------------------------------------------------------------------------------------------

METHODS = """
__len__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __iter__ __float__ __int__ __index__ __bool__
__str__ __repr__ __format__ __sub__ __rsub__ __add__ __neg__ __abs__ __contains__ __getitem__
__getattribute__ __getattr__ __array__ __class__ __module__ __dict__ __reduce__ __trunc__ __round__
__floordiv__ __divmod__ __complex__ __bytes__ __array_interface__ utcoffset tzinfo replace total_seconds days
seconds microseconds isoformat toordinal bit_length item dtype ndim isascii encode nanosecond nanoseconds
year month day hour as_integer_ratio is_integer astype value asm8 decode tobytes
""".split()  # noqa: SIM905
ANSWERS: list[Callable[[], object]] = [
    lambda: None,
    lambda: True,
    lambda: -1,
    lambda: 10**30,
    lambda: "x",
    object,
    lambda: int,
    lambda: bool,
    lambda: float,
    lambda: datetime,
    lambda: str,
    lambda: list,
    lambda: [],
    lambda: math.nan,
    lambda: timedelta(days=9),
    lambda: "numpy",
]
RAISED: list[type[Exception]] = [
    ValueError,
    TypeError,
    OverflowError,
    KeyError,
    AttributeError,
    RecursionError,
    OSError,
]
BASES: list[tuple[type, tuple[Any, ...]]] = [
    (int, (7,)),
    (int, (-(2**70),)),
    (int, (2**63,)),
    (float, (1.5,)),
    (float, (math.nan,)),
    (str, ("a",)),
    (str, ("\ud800",)),
    (datetime, (2024, 2, 29, 1, 2, 3, 4)),
    (datetime, (2024, 2, 29, 1, 2, 3, 4, UTC)),
    (date, (2024, 2, 29)),
    (timedelta, (3, 4, 5)),
    (list, ([1.0, None],)),
    (tuple, (["a"],)),
    (Decimal, ("2.5",)),
    (bytes, (b"a",)),
    (object, ()),
    (np.float64, (2.5,)),
    (np.str_, ("a",)),
    (np.longdouble, (2.5,)),
    (np.int64, (7,)),
    (np.datetime64, ("2024-01-01T00", "s")),
    (np.timedelta64, (5, "s")),
]
lies = st.dictionaries(
    st.sampled_from(METHODS), st.tuples(st.booleans(), st.integers(0, 15), st.integers(0, 6)), min_size=1, max_size=5
)


def liar(base: type, arguments: tuple[Any, ...], told: dict[str, tuple[bool, int, int]]) -> Any:
    """A value of a subclass whose methods answer or raise what they are told."""

    def method(raises: bool, answer: int, error: int) -> Any:
        def called(*_: object, **__: object) -> Any:
            if raises:
                raise RAISED[error]("a lie")
            return ANSWERS[answer]()

        return called

    body: dict[str, Any] = {}
    for name, lie in told.items():
        body[name] = method(*lie) if name.startswith("__") and name != "__class__" else property(method(*lie))
        if lie[1] % 2 and name == "__module__":
            body[name] = "numpy"
    return type("Liar", (base,), body)(*arguments)


@settings(max_examples=150, deadline=None)
@given(told=lies, which=st.integers(0, len(BASES) - 1))
def test_what_a_value_says_of_itself_does_not_matter(told, which):
    """It enters as the plain value of its type does, or is refused alike."""
    base, arguments = BASES[which]
    try:
        value = liar(base, arguments, told)
    except Exception:  # it could not even be made
        return
    for field, entry in ENTRIES:
        found = outcome(entry, value)
        if base is object:
            assert found[0] == "WRONG_TYPE", field
        else:
            assert repr(found) == repr(outcome(entry, base(*arguments))), field
    for _, entry in ENTRIES:
        outcome(entry, [value, value])


class Meta(type):
    """A type that says that it is every other one."""

    def __getattribute__(cls, name: str) -> Any:
        raise ZeroDivisionError(name)

    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return hash(int)

    def __instancecheck__(cls, value: object) -> bool:
        return True

    def __subclasscheck__(cls, other: object) -> bool:
        return True


@pytest.mark.parametrize("base", [int, str, object, list, datetime])
def test_types_of_types_do_not_matter(base):
    kind = Meta("Any" * 300, (base,), {})
    held(kind(2024, 1, 1) if base is datetime else kind())


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit])
def test_what_is_no_fault_of_the_value_passes_through(error):
    class Stops(tzinfo):
        def utcoffset(self, when):
            raise error

        dst = tzname = utcoffset

    entry = RowEntry((Field("x", "timestamp"),))
    with pytest.raises(error):
        entry({"x": datetime(2024, 1, 1, tzinfo=Stops())})


def test_what_a_refusal_says():
    def said(type_: str, value: object) -> str:
        with pytest.raises(RowError) as error:
            RowEntry((Field("x", type_),))({"x": value})
        return error.value.violations[0].message

    assert said("timestamp", datetime(2024, 1, 1, tzinfo=Odd(OverflowError("no offset")))) == (
        "a datetime that cannot be read: no offset"
    )
    assert said("duration", np.timedelta64(5)) == "a timedelta64 without a unit is not a time"
    assert said("duration", np.timedelta64(5, "M")) == "a timedelta64 of months or years has no fixed length"
    assert said("float64", np.longdouble(1)) == "expected a float, found longdouble"
    assert said("datetime", np.datetime64("20000-01-01", "s")) == (
        "20000-01-01T00:00:00 is outside 0001-01-01..9999-12-31"
    )
    assert said("int64", recursive()) == "expected an int, found list"


# --- names --------------------------------------------------------------------------------------------------------


class Name(str):
    """A name that is what it is, whatever it says."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise ValueError("a lie")

    def __hash__(self) -> int:
        return str.__hash__(self)


def test_names_of_any_kind():
    entry = RowEntry((Field("x", "int64"), Field("class", "int64?")))
    assert entry({np.str_("x"): 1, "class": 2}) == (1, 2)
    assert entry({Name("x"): 1}) == (1, None)
    for names in (
        {"x": 1, 5: 2},
        {"x": 1, None: 2},
        {"x": 1, ("x",): 2},
        {"x": 1, "\ud800": 2},
        {"x": 1, Name("y"): 2},
    ):
        with pytest.raises(RowError, match="there is no such field") as error:
            entry(names)
        str(error.value).encode()
    assert [v.field for v in entry.violations({5: 2, "\ud800": 1})] == ["x", "(int)", "\\ud800"]


def test_through_a_generated_module():
    program = compile_source("featureset h.v1\ninput Row { class: int64?, t: timestamp? }\nfeature y = class\n")
    built = pipeline.build(program, None, targets=["python_package", "python_batch", "python_row"])
    transform_row = MemoryPackage(built.files, program.name).module("_row").transform_row
    assert transform_row(**{"class": 5})["y"] == 5
    with pytest.raises(RowError, match="that cannot be read: no offset"):
        transform_row(t=datetime(2024, 1, 1, tzinfo=Odd(OverflowError("no offset"))))
    with pytest.raises(RowError, match="no such field"):
        transform_row(**{"\ud800": 1})
