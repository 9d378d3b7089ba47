"""No text breaks the front end: random ones, mutated ones, and those that are made to be too much."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import front_end
import pytest
from compiling import HEADER
from front_end import Overrun, attempt
from project import ROOT, run
from sources import bad, good, random_source, sentence
from too_much import BOMBS, bomb

from featc import check
from featc.resolve.load import MAX_TEXT
from featc_dsl.render import render
from featc_dsl.source import decode
from featc_dsl.table import Reduce, table

#: How many random texts each test reads; `make fuzz` reads a million.
TEXTS = 600


@pytest.mark.parametrize("first", range(0, 6 * TEXTS, TEXTS))
@pytest.mark.thorough
def test_random_texts(first: int) -> None:
    for number in range(first, first + TEXTS):
        text = random_source(number)
        try:
            checked = attempt(text)
            if checked.featureset is not None:
                front_end.build(checked.featureset)
        except Exception as error:
            error.add_note(f"text {number}: {text[:2000]!r}")
            raise


def test_random_bytes() -> None:
    """What is no UTF-8 is one finding; the rest is a text like any other."""
    texts = [text.encode("utf-8", "surrogatepass") for text in (*good()[:40], *bad())]
    refused = 0
    for seed in range(1500):
        rng = random.Random(seed)
        data = bytearray(rng.choice(texts))
        for _ in range(rng.choice((1, 1, 3, 30))):
            at = rng.randrange(len(data) + 1)
            data[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
        text, found = decode(bytes(data), "t.fdl")
        refused += text is None
        assert (text is None) == bool(found)
        for finding in found:
            render(finding, {"t.fdl": bytes(data).decode("utf-8", "replace")}).encode()
        if text is not None:
            attempt(text)
    assert 300 < refused < 1400


def test_random_texts_reach_every_stage() -> None:
    """Mutations of good programs are often good, or wrong for their types alone."""
    found = [attempt(random_source(number)) for number in range(400)]
    assert sum(c.featureset is not None for c in found) >= 15
    typed = {d.code for c in found for d in c.diagnostics if d.code >= "FDL050"}
    assert len(typed) > 12


@pytest.mark.thorough
def test_sentences_of_every_rule_of_the_grammar() -> None:
    rules = {a for row in table().actions.values() for a in row.values() if isinstance(a, Reduce)}
    used, taken = sentence(random.Random(0), 0)[1], Counter[tuple[int, str]]()
    for seed in range(5000):
        text, whole = sentence(random.Random(seed), 40, taken)
        if whole - used or seed < 200:
            attempt(HEADER + text)
        used |= whole
        if used == rules:
            break
    assert used == rules


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_too_much(name: str) -> None:
    for length in (200, 3_000):
        attempt(bomb(name, length))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("product of loops", "FDL046"),
        ("product of empty loops", "FDL046"),
        ("doubling calls", "FDL046"),
        ("wide bodies", "FDL046"),
        ("lists", "FDL017"),
        ("ifs", "FDL017"),
        ("sum", "FDL017"),
        ("calls", "FDL017"),
        ("type in type", "FDL017"),
        ("loops in loops", "FDL017"),
        ("set", "FDL063"),
    ],
)
def test_too_much_is_refused(name: str, code: str) -> None:
    assert code in {d.code for d in attempt(bomb(name, 450_000), stop=60).diagnostics}


def test_a_long_program_is_refused_unread(tmp_path: Path) -> None:
    (found,) = attempt(HEADER + " " * MAX_TEXT).diagnostics
    assert found.code == "FDL046"
    path = tmp_path / "t.fdl"
    path.write_text(f'{HEADER}import "long.fdl"\nfeature a = i\n', encoding="utf-8")
    (tmp_path / "long.fdl").write_text(" " * MAX_TEXT, encoding="utf-8")
    assert [d.code for d in check.check_file(str(path)).diagnostics] == ["FDL046"]
    (tmp_path / "long.fdl").write_text(" " * (4 * MAX_TEXT + 1), encoding="utf-8")
    (told,) = check.check_file(str(path)).diagnostics
    assert (told.code, told.label) == ("FDL030", "larger than 4,000,000 bytes")
    path.write_bytes(b" " * (4 * MAX_TEXT + 1))
    assert [d.code for d in check.check_file(str(path)).diagnostics] == ["FDL046"]


def test_far_too_much_in_little_memory() -> None:
    """Texts of 100,000 characters, in a process with 512 MB more than Python needs."""
    script = ROOT / "tests" / "fuzz_sources.py"
    done = run([sys.executable, script, "--count", 0, "--seconds", 20, "--megabytes", 512, "--workers", 1], timeout=500)
    assert done.returncode == 0, done.stdout


def test_the_texts_that_mutations_begin_with() -> None:
    for text in (*good(), *bad()):
        attempt(text)


def test_texts_that_were_found() -> None:
    for path in sorted((Path(__file__).parent / "found").glob("*.fdl")):
        attempt(path.read_bytes().decode("utf-8", "surrogatepass"))


def test_the_judge_sees_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> None:
        while True:
            pass

    with monkeypatch.context() as patch:
        patch.setattr(check, "resolve", endless)
        with pytest.raises(Overrun):
            attempt(f"{HEADER}feature a = i\n", stop=0.1)
    with monkeypatch.context() as patch:
        patch.setattr(check, "resolve", lambda *_: [].pop())
        with pytest.raises(IndexError):
            attempt(f"{HEADER}feature a = i\n")
    with monkeypatch.context() as patch:
        patch.setattr(check, "_check", lambda *_: None)
        with pytest.raises(AssertionError):
            attempt(f"{HEADER}feature a = i\n")
