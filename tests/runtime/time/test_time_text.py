"""Times as text by random formats: what the compiler lets through, both implementations read and print alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from featc.reference import MEANINGS
from featc.typecheck import formats
from featc_dsl.span import Span
from featc_runtime import batch, scalar
from featc_runtime.batch.columns import Strings
from featc_runtime.scalar.limits import TIME_MAX, TIME_MIN

DAY = 86_400_000_000
WHERE = Span("f.fdl", 0, 1, 1, 1)
#: Formats that lose nothing, of a datetime and of a date.
EXACT = (
    "%F %T%.f",
    "%FT%T.%f",
    "%-d %b %Y, %-I:%M:%S%.f %p",
    "%Y%j|%H%M%S.%f",
    "%A %B %-d %Y %-H-%-M-%-S,%f",
    "%a%d%m%Y%T.%f",
)
DIRECTIVES = (
    "%Y", "%y", "%m", "%-m", "%b", "%B", "%d", "%-d", "%j", "%-j", "%a", "%A", "%H", "%-H", "%I", "%-I", "%p", "%M",
    "%-M", "%S", "%-S", "%f", "%.f", "%z", "%F", "%T", "%%",
)  # fmt: skip

pieces = st.sampled_from(DIRECTIVES) | st.sampled_from(list(" -/.:,T0é"))
any_format = st.lists(pieces, max_size=12).map("".join)
#: What is mostly a whole format.
whole_format = st.tuples(
    st.sampled_from(["%Y-%m-%d", "%F", "%-d.%-m.%y", "%j/%Y", "%a %d %b %Y"]),
    st.sampled_from([" ", "T", "", ","]),
    st.sampled_from(["%T", "%T%.f", "%H:%M", "%-I %p", "%T.%f", "%I%p%M", "%-H.%-M.%-S,%.f", "%H"]),
    st.sampled_from(["", "", "%z", " %z"]),
).map("".join)
moments = (
    st.integers(TIME_MIN, TIME_MAX) | st.integers(-400 * DAY, 20_000 * DAY) | st.sampled_from([TIME_MIN, TIME_MAX])
)
edits = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(list("0123456789 -:.Zz+pPAam٣")), st.booleans()), max_size=2
)


def good(refinement: str, text: str) -> bool:
    return formats.check(refinement, text, WHERE, "") is None


def edited(text: str, changes: list[tuple[int, str, bool]]) -> str:
    for at, character, over in changes:
        at %= len(text) + 1
        text = text[:at] + character + text[at + over :]
    return text


@settings(max_examples=300, deadline=None)
@given(
    any_format | whole_format,
    whole_format,
    moments,
    edits,
    st.sampled_from(["Z", "+02:00", "-0930", "+05", "+23:59", "z"]),
)
def test_scalar_reads_as_the_reference(
    wild: str, format: str, moment: int, changes: list[tuple[int, str, bool]], offset: str
) -> None:
    for read, op in (
        ("read_date", "parse_date"),
        ("read_datetime", "parse_datetime"),
        ("read_timestamp", "parse_timestamp"),
    ):
        for text in (wild, format):
            if not good(read, text):
                continue
            prepared = scalar.PREPARE[f"{op}.string"](text)
            printed = scalar.PREPARE["format_datetime.datetime"](text.replace("%z", "\x00"))
            written = edited(scalar.format_datetime_datetime(moment, printed).replace("\x00", offset), changes)
            found = getattr(scalar, f"{op}_string")(written, prepared)
            assert found == MEANINGS[f"{op}.string"](written, text), (text, written)


@settings(max_examples=200, deadline=None)
@given(any_format, moments)
def test_scalar_prints_as_the_reference(format: str, moment: int) -> None:
    if good("print_datetime", format):
        found = scalar.format_datetime_datetime(moment, scalar.PREPARE["format_datetime.datetime"](format))
        assert found == MEANINGS["format_datetime.datetime"](moment, format)
    if good("print_date", format):
        day = moment // DAY
        found = scalar.format_date_date(day, scalar.PREPARE["format_date.date"](format))
        assert found == MEANINGS["format_date.date"](day, format)


@pytest.mark.parametrize("format", EXACT)
def test_printed_and_read_again(format: str) -> None:
    """By columns, over the whole range; the format is one that the compiler takes for both."""
    assert good("print_datetime", format)
    assert good("read_datetime", format)
    times = np.linspace(TIME_MIN, TIME_MAX, 2003).astype(np.int64).clip(TIME_MIN, TIME_MAX)
    texts = batch.format_datetime_datetime(times, batch.PREPARE["format_datetime.datetime"](format))
    found, ok = batch.parse_datetime_string(texts, batch.PREPARE["parse_datetime.string"](format))
    assert ok.all()
    assert np.array_equal(found, times)


def test_columns_keep_good_and_bad_apart() -> None:
    texts = Strings(np.array([1, 0, 1, 2]), ["x", "2013-10-10", "0000-01-01"])
    found, ok = batch.parse_date_string(texts, batch.PREPARE["parse_date.string"]("%F"))
    assert found.tolist() == [15_988, 0, 15_988, 0]
    assert ok.tolist() == [True, False, True, False]


def test_long_texts_take_linear_time() -> None:
    """Digits without end, and names that nearly match, do not make the reader try again and again."""
    read = scalar.PREPARE["parse_datetime.string"]("%F %T%.f")
    text = "2013-10-10 05:30:15."
    assert scalar.parse_datetime_string(text + "1" + "0" * 1_000_000, read) is not None
    assert scalar.parse_datetime_string(text + "1" * 1_000_000 + "x", read) is None
