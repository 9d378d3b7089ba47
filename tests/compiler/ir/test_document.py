"""`ir.json`: what is read back builds the same bytes; what is not of the form is refused, whatever is wrong with it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from programs import random_program
from targets import compile_source

from featc import lock as locks
from featc import pipeline
from featc.check import check_file
from featc.ir import FeatureSet
from featc.ir.document import IR
from featc.ir.loading import read
from featc.lock import Lock
from featc.readback import MOST_BYTES, Unreadable

ROOT = Path(__file__).parents[3]
#: Targets that need no tools.
TARGETS = ("docs", "proto", "python", "go_library", "java_library")


def _many_features() -> str:
    """As many as there may be, with a name, a docstring and a formula that a loop repeats."""
    items = ", ".join(map(str, range(70)))
    name = "long_" * 20
    doc = '\n"""' + "What it is. " * 30_000 + '"""'
    body = f"feature {name}{{a}}x{{b}} = i * a + b{doc}"
    return f"{HEAD}for a in [{items}] {{ for b in [{items}] {{ {body}\n}} }}\n"


def _many_nodes() -> str:
    """About as many operations as there may be, no two alike."""
    items = ", ".join(map(str, range(450)))
    body = " + ".join(f"(i % {k + 2})" for k in range(50))
    return f"{HEAD}for a in [{items}] {{ feature f_{{a}} = ({body}) * (a + 100) + (i - a) }}\n"


def _many_consts() -> str:
    """A text full of numbers, of which each feature uses all."""
    listed = [", ".join(str(n) for n in range(k, k + 9_000)) for k in range(16)]
    return HEAD + "".join(f"feature f{k} = index_of(i + {k}, [{items}])\n" for k, items in enumerate(listed))


HEAD = "featureset large.v1\ninput R { i: int64, s: string }\n"
LARGEST = {"features": _many_features, "nodes": _many_nodes, "consts": _many_consts}
GOLDEN = Path(__file__).parent / "form1.ir.json"


def again(content: bytes) -> tuple[FeatureSet, Lock]:
    """The set and the lock that a text says."""
    found = read(content, IR)
    name = f"{found.featureset.name}.v{found.featureset.version}"
    return found.featureset, locks.of_numbers(found.numbers, IR, found.pins, name)


def same_build(program: FeatureSet, targets: tuple[str, ...] = TARGETS, old: Lock | None = None) -> bytes:
    """Builds a set and what is read back of it, compares all bytes; gives the document."""
    built = pipeline.build(program, old, targets=targets)
    featureset, lock = again(built.files[IR])
    assert pipeline.build(featureset, lock, targets=targets).files == built.files
    return built.files[IR]


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_random_programs(first: int) -> None:
    for seed in range(first, first + 100):
        same_build(compile_source(random_program(9000 + seed).source))


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.fdl")), ids=lambda p: p.name)
def test_examples(path: Path) -> None:
    program = check_file(str(path)).featureset
    if program is not None:  # what is imported is not a set
        content = same_build(program)
        assert str(ROOT).encode() not in content


def test_paths_are_relative_to_the_source(tmp_path: Path) -> None:
    (tmp_path / "set" / "lib").mkdir(parents=True)
    (tmp_path / "set" / "lib" / "shared.fdl").write_text("let twice = x * 2\n")
    main = tmp_path / "set" / "a.fdl"
    main.write_text('featureset a.v1\nimport "lib/shared.fdl"\ninput R { x: int64 }\nfeature y = twice + 1\n')
    program = check_file(str(main)).featureset
    assert program is not None
    content = same_build(program)
    assert str(tmp_path).encode() not in content
    assert read(content, IR).featureset.path == "a.fdl"


def test_reserved_numbers_stay() -> None:
    first = compile_source("featureset a.v1\ninput R { x: int64 }\nfeature y = x + 1\nfeature z = x\n")
    lock = pipeline.build(first, targets=["proto"]).lock
    second = compile_source("featureset a.v1\ninput R { x: int64 }\nfeature w = x + 1\nfeature z = x\n")
    content = same_build(second, old=lock)
    assert again(content)[1].reserved == {"Features": ((1, "y"),)}


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_programs_fit(name: str) -> None:
    """The limit of files that are read back lets in what the limits of a source allow."""
    program = compile_source(LARGEST[name]())
    content = pipeline.build(program, targets=[]).files[IR]
    assert len(content) < MOST_BYTES
    featureset, lock = again(content)
    assert pipeline.build(featureset, lock, targets=[]).files[IR] == content


def test_the_first_form_stays_readable() -> None:
    """A golden file: it is never written anew, and what it says never changes."""
    featureset, lock = again(GOLDEN.read_bytes())
    built = pipeline.build(featureset, lock, targets=["proto"])
    assert built.fingerprint == json.loads(GOLDEN.with_suffix(".fingerprint").read_text())


def test_every_form_has_a_golden_file() -> None:
    from featc.ir.document import FORM

    for form in range(1, FORM + 1):
        assert (GOLDEN.parent / f"form{form}.ir.json").exists()


DOCUMENT = GOLDEN.read_bytes() if GOLDEN.exists() else b"{}"


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(p for k, v in inner for p in _places(v, (*path, k)))]


@pytest.mark.parametrize("odd", [None, True, -1, 10**9, 1.5, "", "?", "nan", [], [[]], {}, {"int64": "x"}], ids=repr)
def test_anything_in_any_place_is_refused_or_read(odd: object) -> None:
    whole = json.loads(DOCUMENT)
    places = _places(whole)
    for path in random.Random(7).sample(places[1:], min(400, len(places) - 1)):
        changed = json.loads(DOCUMENT)
        holder = changed
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = odd
        try:
            again(json.dumps(changed).encode())
        except Unreadable:
            continue


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "not valid JSON"),
        (b"[]", "not a JSON object"),
        (b'{"ir": 2}', "has form 2, this featc reads form 1"),
        (b'{"ir": 1}', "is damaged"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_what_is_not_of_the_form(content: bytes, found: str) -> None:
    with pytest.raises(Unreadable, match=found):
        read(content, IR)
