"""The kernel's dictionary of strings says what Python's own says, in every layout of Arrow's."""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Sequence

import kernel
import numpy as np
import pyarrow as pa
import pytest

from featc_runtime.arrow import native_strings
from featc_runtime.arrow.native_strings import NativeStrings
from featc_runtime.batch.columns import Strings
from featc_runtime.batch.native import Kernel

ROWS = 4000
LAYOUTS = [pa.string(), pa.large_string(), pa.string_view()]


@pytest.fixture(autouse=True)
def native(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Kernel(kernel.library())
    monkeypatch.setattr(native_strings, "_ENCODE", native_strings.encode_function(found))
    monkeypatch.setattr(native_strings, "_DECODE", native_strings.decode_functions(found))


def alike(length: int) -> list[str]:
    """Strings of about one length that differ in their first, middle or last byte, or in their length alone."""
    stem = "x" * length
    words = [stem, stem + "\0", stem[1:], *(stem[:i] + c + stem[i + 1 :] for i in (0, length // 2) for c in "y\0é")]
    return [w[:length] if length % 2 else w for w in words]


def words(kind: str) -> list[str]:
    rng = random.Random(kind)
    if kind == "alike":
        return [w for length in range(1, 60) for w in alike(length)]
    if kind == "few":
        return ["", "a", "\0", "é", "𝄞", "a longer one, of more than sixteen bytes"]
    return ["".join(rng.choices("abé𝄞\0", k=rng.randint(0, 40))) for _ in range({"some": 300, "many": 20_000}[kind])]


def column(kind: str, rows: int = ROWS, seed: int = 1) -> list[str]:
    return random.Random(seed).choices(words(kind), k=rows)


def told(strings: NativeStrings, array: pa.Array) -> list[str | None]:
    """What the dictionary makes of an array."""
    found = strings.encode(array)
    assert found is not None
    codes, ok, texts, bad = found
    assert not bad
    assert codes.dtype == np.intp
    there = [True] * len(array) if ok is None else ok.tolist()
    assert {texts[c] for c, o in zip(codes.tolist(), there, strict=True) if not o} <= {""}
    return [texts[c] if o else None for c, o in zip(codes.tolist(), there, strict=True)]


@pytest.mark.parametrize("arrow", LAYOUTS, ids=str)
@pytest.mark.parametrize("kind", ["few", "alike", "some", "many"])
def test_strings(kind: str, arrow: pa.DataType) -> None:
    strings = NativeStrings()
    for start in (0, 1, 1000, 1990):  # the dictionary of one chunk serves the next
        values = column(kind, seed=start % 3)[start:]
        assert told(strings, pa.array(column(kind, seed=start % 3)).cast(arrow).slice(start)) == values


@pytest.mark.parametrize("arrow", LAYOUTS, ids=str)
def test_nulls(arrow: pa.DataType) -> None:
    values = [v if i % 3 else None for i, v in enumerate(column("some"))]
    assert told(NativeStrings(), pa.array(values).cast(arrow).slice(7)) == values[7:]
    assert told(NativeStrings(), pa.nulls(ROWS, arrow)) == [None] * ROWS


@pytest.mark.parametrize("arrow", LAYOUTS, ids=str)
def test_strings_that_end_with_their_memory(arrow: pa.DataType) -> None:
    """No byte after the last is looked at, and none of what stands there tells."""
    for size in range(25):
        array = pa.array(["", "z" * size] * ROWS).cast(arrow)
        validity, places, *data = array.buffers()
        exact = [validity, places, *(pa.py_buffer(bytes(b)[: 2 * ROWS * size]) for b in data)]
        assert told(NativeStrings(), pa.Array.from_buffers(arrow, len(array), exact)) == array.to_pylist()


def test_more_than_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of many distinct strings have dictionaries of their own, and in time nothing is kept for them."""
    monkeypatch.setattr(native_strings, "_FIRST", 16)
    monkeypatch.setattr(native_strings, "_MOST", 128)
    strings = NativeStrings()
    for seed in range(6):
        values = column("many", seed=seed)
        assert told(strings, pa.array(values)) == values
    assert strings._kept is None
    assert told(strings, pa.array(column("few"))) == column("few")


def test_a_large_dictionary_is_kept_and_pruned() -> None:
    strings = NativeStrings()
    many = column("many", 30_000)
    assert told(strings, pa.array(many)) == many
    assert told(strings, pa.array(column("few"))) == column("few")
    found = strings.encode(pa.array(["a"] * ROWS))
    assert found is not None
    assert found[2] == ["a"]


def test_chunks_with_the_same_strings_share_their_dictionary() -> None:
    strings, array = NativeStrings(), pa.array(column("few"))
    first, again = strings.encode(array), strings.encode(array.slice(3))
    assert first is not None
    assert again is not None
    assert first[2] is again[2]


def test_few_rows() -> None:
    assert NativeStrings().encode(pa.array(["a"] * 10)) is None


def test_bytes_that_are_no_text() -> None:
    parts = [b"ok", b"a\xff", b"\xed\xa0\x80", b"ok"] * 1000
    offsets = np.cumsum([0, *map(len, parts)]).astype(np.int32)
    array = pa.Array.from_buffers(pa.string(), len(parts), [None, pa.py_buffer(offsets), pa.py_buffer(b"".join(parts))])
    found = NativeStrings().encode(array)
    assert found is not None
    codes, _, texts, bad = found
    assert [texts[c] for c in codes[:4].tolist()] == ["ok", "", "", "ok"]
    assert bad[int(codes[1])] == "no valid UTF-8: byte 0xff at byte 1"
    assert bad[int(codes[2])] == "no valid UTF-8: byte 0xed at byte 0"


@pytest.mark.parametrize("offsets", [[0, -1], [3, 2], [0, 2**31 - 1], [2**30, 2**30 + 1], [-4, -2]])
@pytest.mark.parametrize("kind", [np.int32, np.int64])
def test_broken_offsets(kind: type, offsets: Sequence[int]) -> None:
    """Memory outside the buffer is never read."""
    ends = np.zeros(ROWS + 1, kind)
    ends[1500:1502] = offsets
    ends[1502:] = 3
    type_ = pa.string() if kind is np.int32 else pa.large_string()
    array = pa.Array.from_buffers(type_, ROWS, [None, pa.py_buffer(ends), pa.py_buffer(b"abc")])
    assert NativeStrings().encode(array) is None


def test_broken_views() -> None:
    for place in ((0, 50), (7, 0), (-1, 0), (0, -1)):
        views = np.zeros((ROWS, 4), np.int32)
        views[1700] = (20, 0, *place)
        array = pa.Array.from_buffers(pa.string_view(), ROWS, [None, pa.py_buffer(views), pa.py_buffer(bytes(60))])
        assert NativeStrings().encode(array) is None


@pytest.mark.parametrize("kind", ["few", "alike", "some", "many"])
@pytest.mark.parametrize("nulls", [False, True])
def test_strings_leave(kind: str, nulls: bool) -> None:
    """The same buffers as Arrow's own."""
    entries = words(kind)
    rng = np.random.default_rng(5)
    for rows in (0, 1, 100, ROWS):
        codes = rng.integers(0, len(entries), rows)
        ok = (rng.random(2 * rows) < 0.7)[::2] if nulls else None  # as of an element of lists: neither is contiguous
        array = native_strings.array_of(Strings(codes[::-1], entries), ok)
        expected = pa.array([entries[c] for c in codes[::-1].tolist()], pa.string(), mask=None if ok is None else ~ok)
        assert array is not None
        array.validate(full=True)
        assert array.equals(expected)
        assert [bytes(b or b"") for b in array.buffers()[1:]] == [bytes(b or b"") for b in expected.buffers()[1:]]


def test_more_octets_than_an_array_holds() -> None:
    assert native_strings.array_of(Strings(np.zeros(ROWS, np.intp), ["x" * 1_000_000]), None) is None


def test_threads_share_a_dictionary() -> None:
    strings = NativeStrings()
    results: dict[int, bool] = {}

    def work(seed: int) -> None:
        results[seed] = all(
            told(strings, pa.array(column("some", seed=seed + i))) == column("some", seed=seed + i) for i in range(8)
        )

    run_all([lambda seed=seed: work(seed) for seed in range(4)])  # type: ignore[misc]
    assert results == dict.fromkeys(range(4), True)


def run_all(works: Sequence[Callable[[], None]]) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=w) for w in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
