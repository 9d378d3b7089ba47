"""The vectors as other implementations read them: the index is of this catalogue, and the checker needs no featc."""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

import pytest
from project import ROOT
from vector_index import INDEX, index
from vectors import FOLDER, SECTIONS, decode, encode, read_vectors, vector_files

CHECKER = ROOT / "tests" / "tools" / "check_vectors.py"
sys.path.insert(0, str(CHECKER.parent))

import check_vectors  # noqa: E402


def test_the_index_is_of_this_catalogue() -> None:
    assert json.loads(INDEX.read_text(encoding="utf-8")) == index(), "make baseline"


def test_every_vector_is_of_the_form() -> None:
    assert list(check_vectors.check(FOLDER)) == []
    assert check_vectors.SECTIONS == SECTIONS


def test_the_checker_stands_alone() -> None:
    tree = ast.parse(CHECKER.read_text(encoding="utf-8"))
    names = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    names |= {alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    assert {str(n).split(".")[0] for n in names} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("op", "line", "told"),
    [
        ("add.int64", '{"section": "basic", "args": [1, "2"], "expect": "3"}', "1 is no int64"),
        ("add.int64", '{"section": "basic", "args": ["1", "2"], "expect": 3}', "3 is no int64"),
        ("add.int64", '{"section": "basic", "args": ["1", "9223372036854775808"], "expect": "3"}', "is no int64"),
        ("add.int64", '{"section": "basic", "args": ["1"], "expect": "3"}', "1 operands"),
        ("add.int64", '{"section": "odd", "args": ["1", "2"], "expect": "3"}', "no section odd"),
        ("add.int64", '{"section": "basic", "args": ["1", "2"]}', "the keys"),
        ("add.float64", '{"section": "basic", "args": ["1.5", "0x1.8p+0"], "expect": "nan"}', "1.5"),
        ("upper.string", '{"section": "basic", "args": ["\\ud800"], "expect": ""}', "is no string"),
        ("hash_bucket.string", '{"section": "basic", "args": ["a", "x"], "expect": "1"}', "is no literal"),
        ("and", '{"section": "basic", "args": [1, true], "expect": true}', "1 is no bool"),
        ("is_null", '{"section": "basic", "args": ["1"], "expect": false}', "needs its types"),
        ("is_null", '{"section": "basic", "types": ["date"], "args": ["9999999"], "expect": false}', "is no date"),
        ("reverse.list", '{"section": "edge", "types": ["list<int64, 2>"], "args": [["1"]], "expect": []}', "no list"),
        ("reverse.list", '{"section": "null", "types": ["list<bool, 1>"], "args": [[null]], "expect": []}', "no list"),
    ],
)
def test_the_checker_sees(op: str, line: str, told: str) -> None:
    operation = index()["operations"][op]
    header = json.dumps({"op": op, "oracle": "none"})
    (found,) = check_vectors.check_file(op, operation, f"{header}\n{line}\n")
    assert told in found


def test_values_survive_their_form() -> None:
    """What is read of every vector is written as it stands, but for how many digits a float has."""
    for path in vector_files().values():
        for vector in read_vectors(path):
            for value, type in zip((*vector.args, vector.expect), (*vector.types, vector.result), strict=True):
                again = decode(encode(value), type)
                assert encode(again) == encode(value), vector.place


def test_the_description_has_the_form() -> None:
    """README.md names each section and each key, and its example is a vector that is there."""
    text = (Path(FOLDER) / "README.md").read_text(encoding="utf-8")
    for word in (*SECTIONS, *check_vectors.KEYS, "oracle", *index()["operations"]["if"]):
        assert f"`{word}`" in text, word
    for name, line in re.findall(r"^`(\S+\.jsonl)`:\n\n```json\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL):
        assert set(line.splitlines()) <= set((FOLDER / name).read_text(encoding="utf-8").splitlines()), name
