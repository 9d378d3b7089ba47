"""Features as they leave: Arrow types, storage types, canonical bits, equal buffers for equal results."""

import numpy as np
import pyarrow as pa
import pytest

from featc_runtime.arrow import Lists, Output, Strings
from featc_runtime.arrow.egress import leave

NAN_BITS, NAN32_BITS = 0x7FF8_0000_0000_0000, 0x7FC0_0000


def left(type_, values, ok=None, storage=None):
    array = leave(Output("y", type_, storage), values, None if ok is None else np.array(ok), len(values))
    array.validate(full=True)
    return array


def buffer(array, dtype, index=1):
    return np.frombuffer(array.buffers()[index], dtype).tolist()


def test_floats_leave_with_canonical_nan_and_their_zero():
    raw = np.array([0xFFF8_0000_0000_0001, 0x7FF0_0000_0000_0001, 0x8000_0000_0000_0000, 0x3FF0 << 48], np.uint64)
    before = raw.copy()
    array = left("float64", raw.view(np.float64))
    assert array.type == pa.float64()
    assert buffer(array, np.uint64) == [NAN_BITS, NAN_BITS, 1 << 63, 0x3FF0 << 48]
    assert raw.tolist() == before.tolist()  # what was computed may be used by another feature
    narrow = left("float64", raw.view(np.float64), storage="float32")
    assert buffer(narrow, np.uint32) == [NAN32_BITS, NAN32_BITS, 1 << 31, 0x3F80_0000]


def test_float32_rounds_to_nearest_even_and_overflows_to_infinity():
    largest = float(np.finfo(np.float32).max)
    half = 2.0**103  # half a unit in the last place of the largest
    values = np.array(
        [1 + 2**-24, 1 + 3 * 2**-24, largest, largest + half * 0.999, largest + half, -1e300, 1e-46, 1e-45]
    )
    wanted = [1.0, 1 + 2**-22, largest, largest, np.inf, -np.inf, 0.0, 2.0**-149]
    assert left("float64", values, storage="float32").to_pylist() == wanted


def test_nulls_have_zero_under_them_and_a_bitmap_only_if_there_are_any():
    for type_, values in (
        ("int64?", np.array([7, 8, 9])),
        ("float64?", np.array([7.0, np.nan, 9.0])),
        ("timestamp?", np.array([7, 8, 9])),
        ("duration?", np.array([7, 8, 9])),
        ("datetime?", np.array([7, 8, 9])),
    ):
        array = left(type_, values, [True, False, True])
        assert array.null_count == 1
        assert buffer(array, np.uint8, 0) == [0b101]
        assert buffer(array, np.uint64)[1] == 0
        assert left(type_, values, [True] * 3).buffers()[0] is None
        assert left(type_, values).buffers()[0] is None
    flags = left("bool?", np.array([True] * 9), [True] * 8 + [False])
    assert flags.type == pa.bool_()
    assert buffer(flags, np.uint8) == [0xFF, 0]


def test_int32_storage_makes_null_of_what_does_not_fit():
    values = np.array([2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 5])
    array = left("int64?", values, [True, True, True, True, False], storage="int32")
    assert array.type == pa.int32()
    assert array.to_pylist() == [2**31 - 1, None, -(2**31), None, None]
    assert buffer(array, np.int32) == [2**31 - 1, 0, -(2**31), 0, 0]
    assert left("int64", np.array([1, 2]), storage="int32").to_pylist() == [1, 2]
    lists = left("list<int64?, 2>", Lists(np.array([[1, 2**40]]), np.ones((1, 2), bool)), storage="int32")
    assert lists.type.value_type == pa.int32()
    assert lists.to_pylist() == [[1, None]]


def test_times():
    assert left("timestamp", np.array([0])).type == pa.timestamp("us", tz="UTC")
    assert left("datetime", np.array([0])).type == pa.timestamp("us")
    assert left("duration", np.array([0])).type == pa.duration("us")
    days = left("date?", np.array([-719_162, 2_932_896, 0]), [True, True, False])
    assert days.type == pa.date32()
    assert [str(d) for d in days.to_pylist()] == ["0001-01-01", "9999-12-31", "None"]


def test_strings():
    strings = Strings(np.array([1, 0, 2, 1]), ["", "é", "unused𝄞"])
    assert left("string", strings).to_pylist() == ["é", "", "unused𝄞", "é"]
    array = left("string?", strings, [True, True, False, True])
    assert array.type == pa.string()
    assert array.to_pylist() == ["é", "", None, "é"]
    assert buffer(array, np.int32, 1)[:5] == [0, 2, 2, 2, 4]


def test_lists():
    items = np.array([[1.0, np.nan], [3.0, 4.0], [5.0, 6.0]])
    plain = left("list<float64, 2>", Lists(items))
    assert plain.type == pa.list_(pa.field("item", pa.float64(), nullable=False), 2)
    assert plain.flatten().to_pylist()[2:] == [3.0, 4.0, 5.0, 6.0]
    null = left("list<float64, 2>?", Lists(items), [True, False, True])
    assert null.to_pylist()[1:] == [None, [5.0, 6.0]]
    assert np.frombuffer(null.buffers()[2], np.float64).tolist()[2:] == [0.0, 0.0, 5.0, 6.0]
    elements = left("list<float64?, 2>?", Lists(items, np.array([[True, False], [True, True], [False, True]])),
                    [True, False, True])  # fmt: skip
    assert elements.to_pylist() == [[1.0, None], None, [None, 6.0]]
    assert elements.values.null_count == 4
    texts = left("list<string, 2>?", Lists(Strings(np.array([[0, 1], [1, 1]]), ["a", "b"])), [True, False])
    assert texts.to_pylist() == [["a", "b"], None]
    assert texts.values.to_pylist() == ["a", "b", "", ""]
    flags = left("list<bool, 3>", Lists(np.array([[True, False, True]] * 3)))
    assert flags.to_pylist() == [[True, False, True]] * 3


def test_arrays_that_are_views():
    wide = np.arange(20.0)
    assert left("float64", wide[::2]).to_pylist() == wide[::2].tolist()
    assert left("float64", np.broadcast_to(np.float64(2.5), 3)).to_pylist() == [2.5] * 3
    assert left("list<float64, 2>", Lists(np.arange(6.0).reshape(2, 3).T)).to_pylist() == [[0, 3], [1, 4], [2, 5]]


def test_arrays_are_laid_over_numpys_memory():
    values = np.arange(1000)
    assert left("int64", values).buffers()[1].address == values.ctypes.data
    floats = np.arange(1000.0)
    assert left("float64?", floats, [True] * 1000).buffers()[1].address == floats.ctypes.data


@pytest.mark.parametrize(
    "type_", ["bool?", "int64?", "float64?", "string?", "date?", "list<bool, 2>?", "list<string?, 2>?"]
)
def test_no_rows(type_):
    values = {
        "bool?": np.zeros(0, bool),
        "float64?": np.zeros(0),
        "string?": Strings(np.zeros(0, np.intp), [""]),
        "list<bool, 2>?": Lists(np.zeros((0, 2), bool)),
        "list<string?, 2>?": Lists(Strings(np.zeros((0, 2), np.intp), [""]), np.zeros((0, 2), bool)),
    }.get(type_, np.zeros(0, np.int64))
    array = leave(Output("y", type_), values, np.zeros(0, bool), 0)
    assert len(array) == 0
