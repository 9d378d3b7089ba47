"""Long texts and lists: chunks and results are cut by their bytes, with the same rows, bits and errors."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from arrow_tiny import MODULE as TINY
from arrow_tiny import bits, table
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import make_rows
from targets import compile_source

from featc.loaded import load
from featc.values.rows import to_table
from featc_runtime.arrow import Field, Module, NullShare, Output, buffers
from featc_runtime.arrow.portions import Batches, TooLong, cuts, portion, sizes_of
from featc_runtime.batch.columns import Strings
from featc_runtime.errors import ContractError, EnvironmentFault

LOADED = load(
    compile_source("""featureset long.v1
input Row {
  text: string?
  word: string
  words: list<string, ..5>?
  pair: list<string?, 2>
  numbers: list<float64?, ..9>
  id: int64
}
feature longer = repeat(word, 7)
feature padded = pad_start(word, 40, "é")
feature both = concat(word, "|", word) + word
feature joined = join(words, "-")
feature same = text
feature same_words = words
feature same_pair = pair
feature same_numbers = numbers
feature same_id = id
feature size = byte_length(text)
""")
)
ROWS = 120


def rows() -> pa.Table:
    names = [f.name for f in LOADED.featureset.input.wire_fields]
    made = make_rows(LOADED.featureset, 3, ROWS)
    return to_table([tuple(row[n] for n in names) for row in made], LOADED.module.inputs, LOADED.module.input_schema)


TABLE = rows()
WHOLE = LOADED.module.transform(TABLE, keep=["text"])


def module(chunk_bytes: int) -> Module:
    """The set with another limit."""
    whole = LOADED.module
    found = Module(whole.name, whole.inputs, whole.outputs, whole.compute, fingerprint=whole.fingerprint)
    found.chunk_bytes = chunk_bytes
    return found


@pytest.mark.parametrize("chunk_bytes", [1, 100, 1_000, 10_000])
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("streamed", [False, True])
def test_any_limit_gives_the_same_bits(chunk_bytes, threads, streamed):
    small = module(chunk_bytes)
    run = small.transform_batches if streamed else small.transform
    for data in (TABLE, TABLE.slice(7), TABLE.slice(0, 0), pa.concat_tables([TABLE.slice(i, 1) for i in range(ROWS)])):
        found = run(data, threads=threads, keep=["text"])
        found = found.read_all() if streamed else found
        found.validate(full=True)
        assert found.schema.equals(WHOLE.schema, check_metadata=True)
        start = ROWS - data.num_rows if data.num_rows else 0
        assert bits(found) == bits(WHOLE.slice(start, data.num_rows))
    if chunk_bytes == 1:
        assert WHOLE["longer"].num_chunks == 1
        assert found["longer"].num_chunks > ROWS / 2


@pytest.mark.parametrize("chunk_bytes", [1, 300])
def test_forms_of_texts(chunk_bytes):
    """Dictionaries, views, runs, large strings."""
    texts = TABLE["text"].combine_chunks()
    ends = pa.array(np.arange(1, ROWS + 1), pa.int32())
    forms = [
        texts.dictionary_encode(),
        texts.cast(pa.large_string()),
        texts.cast(pa.string_view()),
        pa.RunEndEncodedArray.from_arrays(ends, texts),
    ]
    place = TABLE.schema.get_field_index("text")
    for form in forms:
        assert bits(module(chunk_bytes).transform(TABLE.set_column(place, "text", form))) == bits(
            WHOLE.drop_columns(["text"])
        )


def test_a_batch_has_no_more_than_the_limit_where_rows_allow():
    texts = pa.table({"x": ["a" * (i % 30) for i in range(500)]})
    doubled = Module(
        "t.v1", (Field("x", "string"),), (Output("y", "string"),),
        lambda c: ((c.values("x").map(lambda v: v * 8), None),), fingerprint="",
    )  # fmt: skip
    doubled.chunk_bytes = 600
    batches = list(doubled.transform_batches(texts))
    assert [v.as_py() for b in batches for v in b["y"]] == ["a" * (i % 30 * 8) for i in range(500)]
    sizes = [sum(len(v.as_py()) for v in b["y"]) for b in batches]
    assert max(sizes) <= 600
    assert len(batches) < 150


def test_portions_are_made_when_they_are_asked_for(monkeypatch):
    """Long results of a stream are not all in memory at once."""
    made = []
    real = Module._leave
    monkeypatch.setattr(Module, "_leave", lambda self, c, rows, most: made.append(rows) or real(self, c, rows, most))
    small = module(200)
    stream = small.transform_batches(TABLE, threads=1)
    stream.read_next_batch()
    first = len(made)
    stream.read_next_batch()
    assert len(made) <= first + 2 < ROWS / 3


def test_rows_of_errors_count_over_all_portions():
    wrong = TABLE.set_column(TABLE.schema.get_field_index("word"), "word", pa.array(["a" * 50] * 90 + [None] * 30))
    with pytest.raises(ContractError, match=r"word: row 90 \(and 29 more\): null"):
        module(100).transform(wrong)


def test_a_text_that_no_array_holds(monkeypatch):
    def more(self, columns, rows, most):
        raise TooLong

    monkeypatch.setattr(Module, "_leave", more)
    with pytest.raises(EnvironmentFault, match=r"row 0: a feature has more than 2 GiB of text"):
        module(1).transform(TABLE)


def test_small_batches_of_long_texts_are_not_gathered_beyond_the_limit():
    seen = []

    def look(chunk):
        seen.append(len(chunk))
        return ((chunk.values("x"), None),)

    small = Module("t.v1", (Field("x", "string"),), (Output("y", "string"),), look, fingerprint="")
    small.chunk_bytes = 1_000
    pieces = pa.table({"x": pa.chunked_array([["a" * 90] * 5 for _ in range(20)])})
    assert small.transform(pieces, threads=1).equals(pieces.rename_columns(["y"]).cast(small.output_schema))
    assert seen == [10] * 10


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.lists(st.integers(0, 50), max_size=40), most=st.integers(0, 90), most_rows=st.none() | st.integers(1, 9)
)
def test_cuts(sizes, most, most_rows):
    found = list(cuts(np.array(sizes, np.int64), most, most_rows))
    assert [i for first, end in found for i in range(first, end)] == list(range(len(sizes)))
    for first, end in found:
        assert end == first + 1 or sum(sizes[first:end]) <= most
        assert most_rows is None or end - first <= most_rows


@pytest.mark.parametrize(
    ("array", "sizes"),
    [
        (pa.array(["a", None, "éé", ""]), [1, 0, 4, 0]),
        (pa.array(["a", None, "éé", ""], pa.large_string()), [1, 0, 4, 0]),
        (pa.array(["a", None, "éé", "x" * 40], pa.string_view()), [1, 0, 4, 40]),
        (pa.array([b"abc", None], pa.binary()), [3, 0]),
        (pa.array([[1.5, 2.5], None, [], [1.0]]), [16, 0, 0, 8]),
        (pa.array([["a", "bc"], None, [], [None, "def"]], pa.large_list(pa.string())), [3, 0, 0, 3]),
        (pa.array([[["a"], ["bc", "d"]], [], None]), [4, 0, 0]),
        (pa.array([[True]], pa.list_(pa.bool_())), [1]),
    ],
    ids=lambda v: str(getattr(v, "type", "")),
)
def test_sizes(array, sizes):
    measure = sizes_of(array.type)
    assert measure is not None
    assert measure(array).tolist() == sizes
    assert measure(array.slice(1)).tolist() == sizes[1:]
    assert measure(array.slice(0, 0)).tolist() == []


def test_fixed_widths_cost_nothing():
    for type_ in (pa.int64(), pa.bool_(), pa.timestamp("us"), pa.dictionary(pa.int32(), pa.string())):
        assert sizes_of(type_) is None
    batch = table(10).to_batches()[0]
    assert Batches(batch.schema, [0, 1]).sizes(batch.select([0, 1])) is None


def test_contracts_on_null_rates_see_the_whole_input():
    rate = Module(
        "t.v1", (Field("x", "string?", contracts=(NullShare(0.5, "nulls <= 50%"),)),), (Output("y", "string?"),),
        lambda c: ((c.values("x"), c.valid("x")),), fingerprint="",
    )  # fmt: skip
    rate.chunk_bytes = 1
    assert rate.transform(pa.table({"x": ["a" * 50, None] * 10})).num_rows == 20
    with pytest.raises(ContractError, match="11 of 20 rows are null"):
        rate.transform(pa.table({"x": ["a" * 50] * 9 + [None] * 11}))


def test_a_dictionary_that_is_longer_than_the_chunk_and_more_than_an_array(monkeypatch):
    """Arrow's ``take`` of strings has a limit of its own."""
    calls = []

    def take(values, places):
        calls.append(values.type)
        if values.type == pa.string():
            raise pa.ArrowInvalid("offset overflow")
        return pc.take(values, places)

    monkeypatch.setattr(buffers, "_arrow_take", take)
    texts = [f"t{i}" for i in range(5_000)]
    coded = pa.DictionaryArray.from_arrays(pa.array([3, None, 4_999], pa.int32()), pa.array(texts))
    same = Module(
        "t.v1", (Field("x", "string?"),), (Output("y", "string?"),),
        lambda c: ((c.values("x"), c.valid("x")),), fingerprint="",
    )  # fmt: skip
    assert same.transform(pa.table({"x": coded}))["y"].to_pylist() == ["t3", None, "t4999"]
    assert calls == [pa.string(), pa.large_string()]


def test_the_tiny_set_with_lists_of_a_fixed_length():
    whole = bits(TINY.transform(table(300)))
    small = Module(TINY.name, TINY.inputs, TINY.outputs, TINY.compute, fingerprint=TINY.fingerprint)
    small.chunk_bytes = 5
    assert bits(small.transform(table(300))) == whole


def test_strings_of_portions_have_dictionaries_of_their_own():
    cut = portion(Strings(np.array([0, 2, 2, 1]), ["a", "b", "c"]), 1, 3)
    assert (cut.codes.tolist(), list(cut.values)) == ([0, 0], ["c"])
