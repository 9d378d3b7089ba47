"""Strings, categories and lists: the vectorised helpers give what the scalar ones give, for any columns."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from chunks import column, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from xxhash import xxh64_intdigest

from featc_dsl.types import STRING, list_of
from featc_runtime import batch, scalar
from featc_runtime.batch import tokens
from featc_runtime.batch.columns import AnyLists, Lists, Ragged, Strings
from featc_runtime.batch.xxh64 import xxh64_int64

INT64 = st.integers(-(2**63), 2**63 - 1)
TEXT = st.text(st.sampled_from("aAbB -@é\u0301ßİıΣσςǅ\u200d\x00\u2003\x1c\U00010400\U0010ffff"), max_size=6)
ANY_TEXT = TEXT | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
POSITION = st.integers(-8, 8) | INT64

STRING_OPERANDS = {
    "length_string": "s",
    "lower_string": "s",
    "upper_string": "s",
    "trim_string": "s",
    "contains_string": "ss",
    "starts_with_string": "ss",
    "ends_with_string": "ss",
    "slice_from_string": "si",
    "slice_string": "sii",
    "replace_string": "sss",
    "split_part_string": "ssi",
    "repeat_string": "sn",
    "pad_start_string": "snt",
    "pad_end_string": "snt",
    "split_string": "ssn",
    "tokens_string": "sn",
    "char_ngrams_string": "snn",
    "byte_length_string": "s",
    "concat_string": "ss",
    "find_string": "ss",
    "count_matches_string": "ss",
    "left_string": "si",
    "right_string": "si",
    "reverse_string": "s",
    "casefold_string": "s",
    "nfc_string": "s",
    "trim_start_string": "s",
    "trim_end_string": "s",
    "trim_characters_string": "ss",
    "trim_start_characters_string": "ss",
    "trim_end_characters_string": "ss",
    **{f"is_{name}_string": "s" for name in ("alpha", "digit", "alnum", "space", "upper", "lower", "ascii")},
    "string_int64": "i",
    "cross_string": "ssb",
    "cross_string_int64": "sib",
    "cross_int64_string": "isb",
    "cross_int64": "iib",
}
BUCKETS = st.integers(1, 2**31 - 1)


@st.composite
def strings(draw: st.DrawFn, count: int) -> Strings:
    """A column whose dictionary may repeat strings, have unused ones, and more of them than rows."""
    values = draw(st.lists(ANY_TEXT, min_size=1, max_size=12))
    codes = draw(st.lists(st.integers(0, len(values) - 1), min_size=count, max_size=count))
    return Strings(np.array(codes, dtype=np.intp), values)


@st.composite
def ints(draw: st.DrawFn, count: int) -> Any:
    return np.array(draw(st.lists(POSITION, min_size=count, max_size=count)), dtype=np.int64)


def found(result: Any) -> list[Any]:
    return rows(*result) if isinstance(result, tuple) else rows(result)


def row_by_row(operand: Any, count: int) -> list[Any]:
    return operand.tolist() if isinstance(operand, (Strings, np.ndarray)) else [operand] * count


@pytest.mark.parametrize("name", STRING_OPERANDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_strings(name: str, data: st.DataObject) -> None:
    kinds = STRING_OPERANDS[name]
    count = data.draw(st.sampled_from([0, 1, 2, 7, 40]))
    columns = data.draw(st.lists(st.booleans(), min_size=len(kinds), max_size=len(kinds)))
    columns[data.draw(st.integers(0, len(kinds.rstrip("bnt")) - 1))] = True  # one column at least
    some = {
        "s": (TEXT, strings(count)),
        "i": (POSITION, ints(count)),
        "b": (BUCKETS, BUCKETS),  # from here on consts
        "n": (st.integers(1, 9), st.integers(1, 9)),
        "t": (TEXT, TEXT),
    }
    operands = [data.draw(some[kind][is_column]) for kind, is_column in zip(kinds, columns, strict=True)]
    by_row = zip(*(row_by_row(o, count) for o in operands), strict=True)
    assert found(getattr(batch, name)(*operands)) == [getattr(scalar, name)(*row) for row in by_row]


WORDS = st.sampled_from(["", "a", "b", "ab", "bc", "c", "é", "e\u0301", "\x00", "a" * 20])


@st.composite
def lists(draw: st.DrawFn, count: int) -> AnyLists:
    """Lists of strings of either kind, with null elements or without, whose dictionary may repeat strings."""
    is_null = st.just(None) if draw(st.booleans()) else WORDS
    size = draw(st.integers(0, 4)) if draw(st.booleans()) else None
    each = st.lists(WORDS | is_null, min_size=size or 0, max_size=6 if size is None else size)
    values = [tuple(draw(each)) for _ in range(count)]
    kind = list_of(STRING.with_null(is_null is not WORDS), 6 if size is None else size, at_most=size is None)
    found = column(values, kind)
    assert isinstance(found, Lists | Ragged)
    return found


@pytest.mark.parametrize(
    ("name", "kinds", "consts"),
    [
        ("join_string", "l", (TEXT,)),
        ("token_ngrams_string", "l", (st.integers(1, 4), st.integers(1, 9))),
        ("overlap_string", "ll", ()),
        ("jaccard_string", "ll", ()),
    ],
)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_lists_of_strings(
    name: str, kinds: str, consts: tuple[st.SearchStrategy[Any], ...], data: st.DataObject
) -> None:
    count = data.draw(st.sampled_from([0, 1, 2, 9]))
    operands = [data.draw(lists(count)) for _ in kinds]
    literals = [data.draw(c) for c in consts]
    by_row = zip(*map(rows, operands), strict=True)
    assert found(getattr(batch, name)(*operands, *literals)) == [getattr(scalar, name)(*r, *literals) for r in by_row]


@settings(deadline=None)
@given(st.data())
def test_many_runs_of_code_points(data: st.DataObject) -> None:
    """With room for few runs at once."""
    x = data.draw(strings(9))
    whole = found(batch.char_ngrams_string(x, 2, 4))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_RUNS", data.draw(st.integers(1, 5)))
        assert found(batch.char_ngrams_string(x, 2, 4)) == whole


@given(data=st.data(), letters=ANY_TEXT, others=ANY_TEXT)
def test_translate(data: st.DataObject, letters: str, others: str) -> None:
    x = data.draw(strings(9))
    table = scalar.PREPARE["translate.string"](letters, others)
    by_hand = ["".join(others[i : i + 1] if (i := letters.find(c)) >= 0 else c for c in text) for text in x.tolist()]
    assert [scalar.translate_string(text, table) for text in x.tolist()] == by_hand
    assert found(batch.translate_string(x, batch.PREPARE["translate.string"](letters, others))) == by_hand


@given(st.lists(st.booleans(), max_size=9))
def test_string_of_bools(values: list[bool]) -> None:
    assert found(batch.string_bool(np.array(values, dtype=np.bool_))) == [scalar.string_bool(v) for v in values]


@pytest.mark.parametrize("size", [0, 1, 3, 100, 101, 256, 300])
@pytest.mark.parametrize("name", ["index_of", "one_hot"])
def test_tables(name: str, size: int) -> None:
    """Tables on both sides of every size at which the algorithm changes."""
    items = tuple(7 * ((i * 37) % size) - 100 for i in range(size)) if size % 37 else tuple(range(size))
    assert len(set(items)) == size
    seen = [-(2**63), *range(-110, 2200), 2**63 - 1]
    table = scalar.PREPARE[f"{name}.int64"](items)
    prepared = batch.PREPARE[f"{name}.int64"](items)
    expected = [getattr(scalar, f"{name}_int64")(x, table) for x in seen]
    assert found(getattr(batch, f"{name}_int64")(np.array(seen, dtype=np.int64), prepared)) == expected

    words = tuple(f"é{i}" for i in items)
    texts = [f"é{x}" for x in seen]
    column = Strings(np.arange(len(texts)), texts)
    table, prepared = (p[f"{name}.string"](words) for p in (scalar.PREPARE, batch.PREPARE))
    assert found(getattr(batch, f"{name}_string")(column, prepared)) == expected


@pytest.mark.parametrize("closed", ["left", "right"])
@pytest.mark.parametrize("size", [0, 1, 100, 101, 150])
def test_cut(size: int, closed: str) -> None:
    """Edges on both sides of the number at which the algorithm changes."""
    floats = tuple((i - 20) / 4 for i in range(size))
    near = [math.nextafter(e, d) for e in floats for d in (-math.inf, math.inf)]
    values = [*floats, *near, -0.0, 0.0, math.inf, -math.inf, math.nan, 5e-324, 1e300]
    result = batch.cut_float64(np.array(values), batch.PREPARE["cut.float64"](floats, closed))
    assert found(result) == [scalar.cut_float64(x, floats, closed) for x in values]
    whole = tuple(range(-size, size, 2))[:size]
    numbers = [*range(-size - 2, size + 2), -(2**63), 2**63 - 1]
    found_ints = batch.cut_int64(np.array(numbers, dtype=np.int64), batch.PREPARE["cut.int64"](whole, closed))
    assert found(found_ints) == [scalar.cut_int64(x, whole, closed) for x in numbers]


@given(st.lists(INT64, max_size=30), st.integers(1, 2**31 - 1))
def test_hash_of_integers(values: list[int], buckets: int) -> None:
    column = np.array(values, dtype=np.int64)
    kept = column.copy()
    assert xxh64_int64(column).tolist() == [xxh64_intdigest(v.to_bytes(8, "little", signed=True)) for v in values]
    assert found(batch.hash_bucket_int64(column, buckets)) == [scalar.hash_bucket_int64(v, buckets) for v in values]
    assert (column == kept).all()  # the operand is not the work space


@given(st.data(), st.integers(1, 2**31 - 1))
def test_hash_of_strings(data: st.DataObject, buckets: int) -> None:
    x = data.draw(strings(9))
    assert found(batch.hash_bucket_string(x, buckets)) == [scalar.hash_bucket_string(v, buckets) for v in x.tolist()]


@pytest.mark.parametrize("is_text", [False, True])
@given(data=st.data())
def test_elements(is_text: bool, data: st.DataObject) -> None:
    count, size = data.draw(st.integers(0, 6)), data.draw(st.integers(0, 4))
    cells = data.draw(st.lists(st.integers(0, 9), min_size=count * size, max_size=count * size))
    items: Any = np.array(cells, dtype=np.intp).reshape(count, size)
    ok = np.array([c % 3 != 0 for c in cells], dtype=np.bool_).reshape(count, size)
    if is_text:
        items = Strings(items, [f"é{i}" for i in range(10)])
    lists = Lists(items, ok if data.draw(st.booleans()) else None)
    index = data.draw(ints(count) | POSITION)
    by_row = zip(rows(lists), row_by_row(index, count), strict=True)
    assert found(batch.element(lists, index)) == [scalar.element(x, i) for x, i in by_row]
    for place in range(size):
        expected = [scalar.element_at(x, place) for x in rows(lists)]
        assert found(batch.element_at_nullable(lists, place)) == expected
        if lists.items_ok is None:
            assert found(batch.element_at(lists, place)) == expected
