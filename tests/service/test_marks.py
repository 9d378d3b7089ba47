"""What the marks of a field are to messages, to those who ask for the feature set, and to fingerprints."""

from __future__ import annotations

import pytest

from featc import pipeline
from featc.backends.docs.backend import page
from featc.backends.proto.feature_set import feature_set
from featc.backends.proto.schema import build_comments
from featc.check import check_source
from featc.ir import FeatureSet
from featc.loaded import load
from featc_runtime.service import Client, Rejected, start

NAN = float("nan")
SOURCE = """featureset marks.v1
input Row {
  a: float64? in 0..1 nan as null
  b: float32? nan as null rounded
  c: list<float64?, ..3>? nan as null
  d: string binary as utf8
  e: timestamp unit "s" assume "UTC"
  f: float64?
}
feature out_a = a
feature out_b = b
feature out_c = c
feature none = count_null(a, b, f)
"""


def program(source: str) -> FeatureSet:
    made = check_source("marks.fdl", source).featureset
    assert made is not None
    return made


def test_messages_and_the_feature_set() -> None:
    made = program(SOURCE)
    loaded = load(made)
    with start(loaded.spec) as server, Client(loaded.spec, server.address) as client:
        assert client.transform((NAN, NAN, (NAN, None, 1.0), "x", 0, NAN)) == (None, None, (None, None, 1.0), 2)
        assert client.transform((0.5, 2.0, None, "x", 0, None)) == (0.5, 2.0, None, 1)
        (refused,) = client.transform_batch([(1.5, None, (), "x", 0, None)])
        assert isinstance(refused, Rejected)
        assert refused.violations[0].message == "1.5 is not in 0..1"
        told = client.feature_set()
    assert [list(i.contracts) for i in told.inputs] == [
        ["in 0..1", "nan as null"],
        ["nan as null"],
        ["nan as null"],
        [],
        [],
        [],
    ]
    text = feature_set(made, pipeline.context(made, pipeline.identify(made, None)))
    assert [(i.name, list(i.contracts)) for i in text.inputs] == [(i.name, list(i.contracts)) for i in told.inputs]


def test_documents_have_the_marks() -> None:
    made = program(SOURCE)
    text = page(made, pipeline.context(made, pipeline.identify(made, None)))
    assert "| `a` | `float64?` | `a` | `in 0..1`, `nan as null` |" in text
    assert "| `b` | `float32?` | `b` | `nan as null`, `rounded` |" in text
    assert '| `e` | `timestamp` | `e` | `unit "s"`, `assume "UTC"` |' in text
    assert build_comments(made)["Row.c"] == "list<float64?, ..3>?, nan as null"


MARKS = [("a: float64?", "nan as null"), ("a: float64?", "rounded"), ("a: string", "binary as utf8")]
UNITS = [("a: timestamp", f'unit "{unit}"') for unit in ("s", "ms", "us", "ns")]


def identified(field: str) -> tuple[str, dict[str, str]]:
    made = pipeline.identify(program(f"featureset t.v1\ninput Row {{ {field} }}\nfeature f = is_null(a)\n"), None)
    return made.fingerprint, dict(made.features)


def test_marks_are_in_the_fingerprint_of_the_set_alone() -> None:
    seen: dict[str, set[str]] = {}
    for field, mark in MARKS + UNITS:
        field = field if field.endswith("?") else f"{field}?"
        plain, features = identified(field)
        marked, same = identified(f"{field} {mark}")
        assert same == features
        assert marked != plain
        assert marked not in seen.setdefault(field, {plain})
        seen[field].add(marked)
    assert identified("a: float64? nan as null rounded") == identified("a: float64? rounded nan as null")


def test_a_set_without_marks_hashes_as_before_there_were_any() -> None:
    assert identified("a: float64? in 0..1")[0] == ("c7a5666e56a5366462c5c09039860d024ec873e451a0f52fcabe3b43ceb31356")


@pytest.mark.parametrize("word", ["nan", "as", "rounded", "binary", "utf8", "unit"])
def test_words_of_marks_are_names_elsewhere(word: str) -> None:
    source = f"featureset t.v1\ninput Row {{ {word}: float64? nan as null }}\nlet x = {word}\nfeature {word}_f = x\n"
    assert program(source).input.fields[0].name == word
