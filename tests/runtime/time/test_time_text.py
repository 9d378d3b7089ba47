"""Times as text by random formats: what the compiler lets through, both implementations read and print alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vectors import read_vectors, vector_files

from featc.reference import MEANINGS
from featc.typecheck import formats
from featc_dsl.span import Span
from featc_runtime import batch, scalar
from featc_runtime.batch.columns import Strings
from featc_runtime.scalar import time_formats
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


@settings(max_examples=150, deadline=None)
@given(whole_format, st.lists(st.tuples(moments, edits, st.sampled_from(["Z", "+02:00", "-0930", "+05"])), max_size=4))
def test_columns_are_read_as_single_texts(
    format: str, some: list[tuple[int, list[tuple[int, str, bool]], str]]
) -> None:
    """Many texts of each length, good and bad, beside texts of other lengths and characters beyond ASCII."""
    printed = scalar.PREPARE["format_datetime.datetime"](format.replace("%z", "\x00"))
    more = [(m * DAY * 37 + 86_399_999_999 * (m % 3), [], ("Z", "-11:30", "+0245", "-07")[m % 4]) for m in range(70)]
    texts = []
    for moment, changes, offset in [*some, *more]:
        text = scalar.format_datetime_datetime(moment, printed).replace("\x00", offset)
        texts += [edited(text, changes), edited(text, [(moment, "9", True)]), edited(text, [(moment // 3, ":", True)])]
    texts += ["é" * len(texts[0]), "", "9" * 200]
    op = "parse_timestamp" if format.endswith("%z") else "parse_datetime"
    if not good("read_timestamp" if format.endswith("%z") else "read_datetime", format):
        return
    prepared = scalar.PREPARE[f"{op}.string"](format)
    expected = [getattr(scalar, f"{op}_string")(t, prepared) for t in texts]
    found, ok = getattr(batch, f"{op}_string")(Strings(np.arange(len(texts)), texts), prepared)
    assert [v if k else None for v, k in zip(found.tolist(), ok.tolist(), strict=True)] == expected


@settings(max_examples=100, deadline=None)
@given(any_format | whole_format)
def test_columns_are_printed_as_single_times(format: str) -> None:
    some = [n * DAY * 41 + (0, 1, 1000, DAY - 1, DAY // 2, 120_000, 13 * DAY // 24)[n % 7] for n in range(-90, 90)]
    times = np.array([*some, TIME_MIN, TIME_MAX, *some])
    if good("print_datetime", format):
        prepared = scalar.PREPARE["format_datetime.datetime"](format)
        expected = [scalar.format_datetime_datetime(t, prepared) for t in times.tolist()]
        assert batch.format_datetime_datetime(times, prepared).tolist() == expected
    if good("print_date", format):
        days, prepared = times // DAY, scalar.PREPARE["format_date.date"](format)
        assert batch.format_date_date(days, prepared).tolist() == [
            scalar.format_date_date(d, prepared) for d in days.tolist()
        ]
        assert batch.format_date_date(days[:0], prepared).tolist() == []


def test_instants_are_printed_as_single_ones() -> None:
    times = np.linspace(TIME_MIN, TIME_MAX, 999).astype(np.int64).clip(TIME_MIN, TIME_MAX)
    times = np.concatenate([times, times // 1000 * 1000, times // 1_000_000 * 1_000_000]).clip(TIME_MIN, TIME_MAX)
    assert batch.rfc3339_timestamp(times).tolist() == [scalar.rfc3339_timestamp(t) for t in times.tolist()]


@pytest.mark.parametrize("file", ["parse_rfc3339", "parse_date", "parse_datetime", "parse_timestamp"])
def test_columns_of_the_vectors(file: str) -> None:
    """Every text of the vectors, many times so that it is read in columns, by every format."""
    vectors = read_vectors(vector_files()[f"{file}.string"])
    texts = sorted({str(v.args[0]) for v in vectors if v.args[0] is not None})
    column = Strings(np.arange(len(texts) * 40), [t for t in texts for _ in range(40)])
    for consts in sorted({v.consts for v in vectors}, key=str):
        prepared = [scalar.PREPARE[f"{file}.string"](*consts)] if consts else []
        one = [getattr(scalar, f"{file}_string")(t, *prepared) for t in texts]
        found, ok = getattr(batch, f"{file}_string")(column, *prepared)
        expected = [v for v in one for _ in range(40)]
        assert [v if k else None for v, k in zip(found.tolist(), ok.tolist(), strict=True)] == expected, consts


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


def test_no_group_is_possessive() -> None:
    """CPython before 3.11.5 reads past possessive and atomic groups that fail midway; newer ones hide it from tests."""
    for read in time_formats._READS.values():
        assert ")?+" not in read
        assert "(?>" not in read
