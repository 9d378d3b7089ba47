"""The exit of single rows, and that it stores what the exit of tables stores."""

import struct
from datetime import UTC, date, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from featc_runtime.arrow.egress import leave
from featc_runtime.row import RowExit
from featc_runtime.schema import Output

ODD_NAN = struct.unpack("<d", b"\1\0\0\0\0\0\xf8\xff")[0]
NAN_BITS = struct.pack("<Q", 0x7FF8_0000_0000_0000)


def bits(value):
    return struct.pack("<d", value) if isinstance(value, float) else value


def test_values_by_name():
    outputs = (
        Output("a", "bool"),
        Output("b", "int64?"),
        Output("c", "float64"),
        Output("d", "string?"),
        Output("e", "timestamp"),
        Output("f", "datetime?"),
        Output("g", "date"),
        Output("h", "duration"),
        Output("i", "list<bool, 2>"),
        Output("j", "list<date?, 2>?"),
        Output("class", "int64"),
    )
    raw = (True, None, -0.0, "é", 1, None, -719_162, -1, (True, False), (0, None), 7)
    exit_ = RowExit(outputs)
    assert exit_(raw) == {
        "a": True,
        "b": None,
        "c": -0.0,
        "d": "é",
        "e": datetime(1970, 1, 1, 0, 0, 0, 1, UTC),
        "f": None,
        "g": date(1, 1, 1),
        "h": timedelta(microseconds=-1),
        "i": (True, False),
        "j": (date(1970, 1, 1), None),
        "class": 7,
    }
    assert list(exit_(raw)) == [o.name for o in outputs]
    assert bits(exit_(raw)["c"]) == bits(-0.0)
    assert exit_.stored(raw) == raw
    assert RowExit(())(()) == {}


def test_times_at_their_ends():
    exit_ = RowExit((Output("t", "timestamp"), Output("d", "date"), Output("x", "duration")))
    last = exit_((253_402_300_799_999_999, 2_932_896, -315_576_000_000 * 10**6))
    assert last == {"t": datetime.max.replace(tzinfo=UTC), "d": date.max, "x": timedelta(days=-3_652_500)}


def test_nan_is_canonical():
    exit_ = RowExit((Output("a", "float64?"), Output("b", "float64", "float32"), Output("c", "list<float64?, 2>")))
    stored = exit_.stored((ODD_NAN, ODD_NAN, (ODD_NAN, None)))
    assert [bits(v) for v in (stored[0], stored[1], stored[2][0])] == [NAN_BITS] * 3
    assert exit_.stored((None, 1.0, (None, None))) == (None, 1.0, (None, None))


def test_int32():
    exit_ = RowExit((Output("a", "int64?", "int32"), Output("b", "list<int64?, 2>", "int32")))
    assert exit_.stored((2**31 - 1, (-(2**31), 5))) == (2**31 - 1, (-(2**31), 5))
    assert exit_.stored((2**31, (-(2**31) - 1, 5))) == (None, (None, 5))


@given(
    st.floats()
    | st.floats(width=32)
    | st.builds(lambda m, e: m * 2.0**e, st.integers(-(2**30), 2**30), st.integers(-190, 110))
)
def test_float32_as_tables_store_it(value):
    output = Output("y", "float64", "float32")
    (stored,) = RowExit((output,)).stored((value,))
    (in_table,) = leave(output, np.array([value]), None, 1).to_pylist()
    assert bits(stored) == bits(in_table)
