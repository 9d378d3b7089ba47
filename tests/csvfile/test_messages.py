"""What is said of texts of CSV that are not a value, and what is made of columns as Arrow may hand them over."""

from __future__ import annotations

import pyarrow as pa
import pytest
from csv_values import BOOL, CIVIL, DATE, DURATION, FLOAT64, INSTANT, INT64, STRANGE

from featc.csvfile.options import CsvOptions
from featc.csvfile.read import converter


@pytest.mark.parametrize(
    ("type_", "text", "words"),
    [
        (INT64, "NA", '"NA" is not a whole number; if it means null: `--null NA`, or `option csv_null`'),
        (INT64, "\\N", "`--null '\\N'`"),
        (INT64, "", '"" is not a whole number; only a field that is empty and not quoted is null'),
        (INT64, "1.0", "give the field type float64"),
        (INT64, "\x1b[31m", '"\\x1b[31m" is not a whole number'),
        (INT64, str(2**63), '"9223372036854775808" is outside the range of int64'),
        (DURATION, "2.5", "a duration is written as its microseconds"),
        (FLOAT64, "1,5", "a decimal point is wanted"),
        (FLOAT64, "null", "`--null null`"),
        (BOOL, "1", '"1" is not a bool; write true or false'),
        (DATE, "2024-03-10T00:00:00", "use `date(…)`"),
        (DATE, "2024-02-30", '"2024-02-30" is not a date YYYY-MM-DD'),
        (INSTANT, "1700000000", 'if it is Unix time, write `unit "s"` on the field, or run with `--timestamp-unit s`'),
        (INSTANT, "1700000000000.5", "`--timestamp-unit ms`"),
        (INSTANT, "2024-03-10", 'has no offset, so it is not an instant; write `assume "UTC"` on the field'),
        (INSTANT, "NaT", "`--null NaT`"),
        (CIVIL, "2024-03-10T00:00:00Z", "use `at` for the civil time"),
        (CIVIL, "0000-01-01", "is outside 0001-01-01..9999-12-31"),
    ],
)
def test_messages(type_: pa.DataType, text: str, words: str) -> None:
    done = converter(pa.field("x", type_), CsvOptions())(pa.array([text]))
    assert words in done.unread[0].message


def test_slices_and_no_rows() -> None:
    """Columns that do not begin at the beginning of their memory."""
    for type_, text in (
        (INT64, "7"),
        (FLOAT64, "1.5"),
        (BOOL, "true"),
        (INSTANT, "2024-01-01T00:00:00Z"),
        (DATE, "2024-01-01"),
    ):
        read = converter(pa.field("x", type_), CsvOptions())
        assert read(pa.array([], pa.string())).array == pa.array([], type_)
        assert read(pa.array([STRANGE, text, None])[1:]).array == read(pa.array([text, None])).array
        assert read(pa.array([None, None], pa.string())).array.null_count == 2
