"""Texts converted by featc's reader of CSV, and by Arrow's typed reader. Knows both; judges neither."""

from __future__ import annotations

import io
import struct

import pyarrow as pa
import pyarrow.csv
from hypothesis import strategies as st

from featc.csvfile.options import CsvOptions
from featc.csvfile.read import ASSUME, UNIT, converter

INT64, INT32, FLOAT64, FLOAT32, BOOL = pa.int64(), pa.int32(), pa.float64(), pa.float32(), pa.bool_()
INSTANT, CIVIL, DATE, DURATION = pa.timestamp("us", "UTC"), pa.timestamp("us"), pa.date32(), pa.duration("us")

#: A text that only the slow way decides on: with it in the column, all are read one by one.
STRANGE = "é"


def convert(
    texts: list[str | None], type_: pa.DataType, *, assume: str | None = None, unit: str | None = None
) -> list[object]:
    """The raw value of each text: None for null, the reason for one that cannot be read."""
    metadata = {k: v for k, v in ((ASSUME, assume), (UNIT, unit)) if v}
    done = converter(pa.field("x", type_, metadata=metadata), CsvOptions())(pa.array(texts, pa.string()))
    assert done.array.type == type_
    assert len(done.array) == len(texts)
    stored = {DATE: INT32, INSTANT: INT64, CIVIL: INT64, DURATION: INT64}.get(type_, type_)
    found: list[object] = done.array.view(stored).to_pylist()
    for row, reason, message in done.unread:
        assert found[row] is None
        assert message
        found[row] = reason
    return found


def same(x: object, y: object) -> bool:
    """Equal, zeros and NaN told apart from what is like them."""
    if isinstance(x, float) and isinstance(y, float):
        return struct.pack("d", x) == struct.pack("d", y) or (x != x and y != y)
    return type(x) is type(y) and x == y


def both_ways(texts: list[str], type_: pa.DataType, **options: str) -> list[object]:
    """The values, which are the same for each text alone, and where all are read one by one."""
    found = convert([*texts, None], type_, **options)
    assert found.pop() is None
    slow = convert([*texts, STRANGE], type_, **options)
    assert slow.pop() == "BAD_TEXT"
    for text, x, y in zip(texts, found, slow, strict=True):
        assert same(x, y), (text, x, y)
        assert same(x, convert([text], type_, **options)[0]), text
    return found


def old(text: str, type_: pa.DataType) -> object:
    """What Arrow's typed reader makes of a text: None where it refuses it."""
    convert_options = pa.csv.ConvertOptions(
        column_types={"x": type_},
        null_values=[],
        true_values=["true", "True", "TRUE"],
        false_values=["false", "False", "FALSE"],
    )
    data = io.BytesIO(b'x,y\n"' + text.encode() + b'",1\n')
    try:
        column = pa.csv.read_csv(data, convert_options=convert_options)["x"].combine_chunks()
    except pa.ArrowInvalid:
        return None
    return column.view({DATE: INT32, INSTANT: INT64, CIVIL: INT64, DURATION: INT64}.get(type_, type_)).to_pylist()[0]


def texts_of(*pieces: str, most: int = 6) -> st.SearchStrategy[list[str]]:
    return st.lists(st.lists(st.sampled_from(pieces), max_size=most).map("".join), min_size=1, max_size=6)
