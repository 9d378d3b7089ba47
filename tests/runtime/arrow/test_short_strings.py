"""The quick dictionary of short strings says what Arrow's own says, in every layout and for every thread."""

import random
import string

import numpy as np
import pyarrow as pa
import pytest

from featc_runtime.arrow.short_strings import ShortStrings
from featc_runtime.arrow.strings import StringReader

ROWS = 3000
LAYOUTS = [pa.string(), pa.large_string(), pa.string_view()]


def texts(distinct, rows=ROWS, seed=1):
    pick = random.Random(seed)
    words = ["", "a", "a\0", "\0", "é", "𝄞", "1234567", *(f"{i:x}" for i in range(distinct))][:distinct]
    return [pick.choice(words) for _ in range(rows)]


@pytest.mark.parametrize("arrow", LAYOUTS, ids=str)
@pytest.mark.parametrize("distinct", [1, 7, 300, 2500])
def test_short_strings(arrow, distinct):
    values = texts(distinct)
    short = ShortStrings()
    for start in (0, 1, 1000):  # the table of one chunk serves the next
        part = pa.array(values).cast(arrow).slice(start)
        codes, ok, dictionary, bad = short.encode(part)
        assert (ok, bad) == (None, {})
        assert codes.dtype == np.intp
        assert [dictionary[c] for c in codes.tolist()] == values[start:]
        assert len(dictionary) <= max(256, 2 * len(set(values)))


@pytest.mark.parametrize("arrow", LAYOUTS, ids=str)
def test_nulls_with_anything_under_them(arrow):
    values = [v if i % 3 else None for i, v in enumerate(texts(300))]
    array = pa.array(values).cast(arrow)
    codes, ok, dictionary, _ = ShortStrings().encode(array.slice(5))
    assert [dictionary[c] if o else None for c, o in zip(codes.tolist(), ok.tolist(), strict=True)] == values[5:]
    assert {dictionary[c] for c in codes[~ok].tolist()} == {""}
    long_below = pa.array(["under a null there is a long text"] * ROWS).cast(arrow)
    hidden = pa.Array.from_buffers(
        arrow, ROWS, [pa.py_buffer(bytes(ROWS // 8)), *long_below.buffers()[1:]], null_count=ROWS
    )
    codes, ok, dictionary, _ = ShortStrings().encode(hidden)
    assert not ok.any()
    assert {dictionary[c] for c in codes.tolist()} == {""}


def test_columns_that_are_not_short_or_not_few():
    short = ShortStrings()
    assert short.encode(pa.array(["a"] * 10)) is None
    assert short.encode(pa.array(["1234567890123456", *["a"] * ROWS])) is None
    many = [f"{i:x}" for i in range(20_000)]
    assert short.encode(pa.array(many)) is None
    assert short.encode(pa.array(["a"] * ROWS)) is not None  # two misses are forgiven
    assert short.encode(pa.array(many)) is None
    assert short.encode(pa.array(["a"] * ROWS)) is None
    strings, _, _ = StringReader()(pa.array(many))
    assert strings.tolist() == many


def test_bytes_that_are_no_text():
    parts = [b"ok", b"a\xff", b"\xed\xa0\x80"] * 1000
    offsets = np.cumsum([0, *map(len, parts)]).astype(np.int32)
    array = pa.Array.from_buffers(pa.string(), len(parts), [None, pa.py_buffer(offsets), pa.py_buffer(b"".join(parts))])
    _, _, (problem,) = StringReader()(array)
    assert problem.rows.tolist() == [i for i in range(3000) if i % 3]
    assert problem.first_in(1) == "no valid UTF-8: byte 0xff at byte 1"
    assert problem.first_in(2) == "no valid UTF-8: byte 0xed at byte 0"


def test_every_key_is_its_own():
    """All strings of up to two letters, and the same followed by NULs, are told apart."""
    letters = string.ascii_lowercase + "\0"
    words = ["", *letters, *(a + b for a in letters for b in letters), *(a + "\0\0\0\0\0\0" for a in letters)]
    assert len(set(words)) == len(words)
    array = pa.array(words * 4)
    codes, _, dictionary, _ = ShortStrings().encode(array)
    assert [dictionary[c] for c in codes.tolist()] == words * 4


def test_chunks_with_the_same_strings_share_their_dictionary():
    words = pa.array(texts(300))
    for array in (words, words.cast(pa.string_view()), words.dictionary_encode()):
        reader = StringReader()
        first, again = reader(array)[0], reader(array.slice(1))[0]
        assert first.values is again.values
        assert again.tolist() == words.to_pylist()[1:]
