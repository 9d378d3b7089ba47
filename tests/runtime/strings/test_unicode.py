"""The pinned Unicode tables: the installed file is the pinned one, and the helpers use nothing else."""

from __future__ import annotations

import bz2
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from featc.reference.characters import TABLE
from featc_runtime import batch
from featc_runtime.batch.columns import Strings
from featc_runtime.data import pins, unicode
from featc_runtime.data.unicode import categories, orbits
from featc_runtime.errors import EnvironmentFault
from featc_runtime.scalar import characters
from featc_runtime.scalar.characters import (
    casefold_string,
    is_alnum_string,
    is_alpha_string,
    is_ascii_string,
    is_digit_string,
    is_lower_string,
    is_space_string,
    is_upper_string,
    lower_string,
    nfc_string,
    trim_end_string,
    trim_start_string,
    trim_string,
    upper_string,
)

ROOT = Path(__file__).parents[3]
UCD = Path("/usr/share/unicode")
CONTENT = files("featc_runtime.data").joinpath("unicode.json").read_bytes()
DATA = json.loads(CONTENT)
EVERY = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]


needs_ucd = pytest.mark.skipif(not UCD.exists(), reason="needs Debian's package unicode-data")


def records(name: str) -> Iterator[list[str]]:
    """The records of a file of the database, without comments."""
    for line in (UCD / name).read_text(encoding="utf-8").splitlines():
        if content := line.partition("#")[0].strip():
            yield [part.strip() for part in content.split(";")]


@pytest.fixture
def unread() -> Iterator[None]:
    unicode.tables.cache_clear()
    yield
    unicode.tables.cache_clear()


def test_the_file_is_the_pinned_one() -> None:
    assert hashlib.sha256(CONTENT).hexdigest() == pins.UNICODE_SHA256
    assert DATA["unicode"] == pins.UNICODE_VERSION == "15.0.0"
    assert CONTENT.isascii()


@needs_ucd
def test_the_script_makes_the_same_file_again() -> None:
    command = [sys.executable, "tools/make_unicode.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert pins.UNICODE_SHA256 in done.stdout


@pytest.mark.usefixtures("unread")
def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "UNICODE_SHA256", "0" * 64)
    with pytest.raises(EnvironmentFault, match=r"unicode\.json is not the file of Unicode 15\.0\.0.*install"):
        lower_string("É")


def test_reading_waits_for_the_first_use() -> None:
    code = (
        "from featc_runtime.scalar.characters import lower_string\n"
        "from featc_runtime.data import unicode\n"
        "for text in ('ASCII', 'É'):\n"
        "    lower_string(text)\n"
        "    print(unicode.tables.cache_info().currsize)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


@pytest.mark.parametrize(
    ("function", "table"), [(lower_string, "lower"), (upper_string, "upper"), (casefold_string, "fold")]
)
def test_every_code_point(function: Callable[[str], str], table: str) -> None:
    """Alone and beside others: no context, and nothing changes that the table does not have."""
    mapping = DATA[table]
    expected = [mapping.get(c, c) for c in EVERY]
    assert [function(c) for c in EVERY] == expected
    assert function("é" + "".join(EVERY)) == mapping.get("é", "é") + "".join(expected)


@pytest.mark.parametrize("name", ["lower_string", "upper_string", "casefold_string"])
@pytest.mark.thorough
def test_every_code_point_all_at_once(name: str) -> None:
    """The way of whole columns, one code point a string, in pairs, and where no separator is free."""
    one = getattr(characters, name)
    pairs = ["".join(pair) for pair in zip(EVERY[::3], reversed(EVERY[::3]), strict=True)]
    for texts in (EVERY, pairs, [c for c in EVERY if c not in "\x1f\x00"], EVERY[:128], ["".join(EVERY), "", "ß"]):
        found = getattr(batch, name)(Strings(np.arange(len(texts)), texts))
        assert found.tolist() == [one(text) for text in texts]


def test_every_code_point_at_the_ends() -> None:
    white = set(DATA["white_space"])
    assert len(white) == 25
    assert {c for c in EVERY if trim_string(c) == ""} == white
    assert {c for c in EVERY if trim_string(f"{c}x{c}") == "x"} == white
    assert {c for c in EVERY if trim_start_string(f"{c}x{c}") == f"x{c}"} == white
    assert {c for c in EVERY if trim_end_string(f"{c}x{c}") == f"{c}x"} == white
    assert {c for c in EVERY if is_space_string(c)} == white


def test_no_context_and_no_locale() -> None:
    assert lower_string("ΑΣ ΣΑΣ") == "ας σας".replace("ς", "σ")
    assert lower_string("İ") == "i\u0307"
    assert lower_string("I\u0307") == "i\u0307"
    assert upper_string("ıi") == "II"
    assert upper_string("ǆǅ") == "ǄǄ"
    assert lower_string("ẞ") == "ß"
    assert upper_string("ß") == "SS"


def test_every_code_point_has_one_category() -> None:
    spans = sorted(span for spans in categories().values() for span in spans)
    assert [first for first, _ in spans] == [0, *(last + 1 for _, last in spans[:-1])]
    assert spans[-1][1] == 0x10FFFF
    assert len(categories()) == 30
    for name, own in categories().items():
        assert all(last + 1 < first for (_, last), (first, _) in pairwise(own)), name


@needs_ucd
def test_categories_are_those_of_the_derived_file() -> None:
    """The script reads UnicodeData.txt; this file of the database says the same in another way."""
    found = {name: {c for first, last in spans for c in range(first, last + 1)} for name, spans in categories().items()}
    expected: dict[str, set[int]] = {}
    for span, name in records("extracted/DerivedGeneralCategory.txt"):
        ends = [int(h, 16) for h in span.split("..")]
        expected.setdefault(name, set()).update(range(ends[0], ends[-1] + 1))
    assert found == expected


@needs_ucd
def test_orbits_are_classes_of_simple_folding() -> None:
    """Two code points are in one orbit exactly where the records C and S take them to the same."""
    fold = {chr(int(c, 16)): chr(int(to, 16)) for c, kind, to, *_ in records("CaseFolding.txt") if kind in "CS"}
    orbit = {c: number for number, letters in enumerate(orbits()) for c in letters}
    assert set(orbit) == set(fold) | set(fold.values())
    assert sum(map(len, orbits())) == len(orbit)
    for c, folded in fold.items():
        assert orbit[c] == orbit[folded]
    for letters in orbits():
        assert len({fold.get(c, c) for c in letters}) == 1 < len(letters)
        assert list(letters) == sorted(letters)


@needs_ucd
@pytest.mark.thorough
def test_classes_of_every_code_point() -> None:
    """By files of the database that the script does not read."""
    category: dict[str, str] = {}
    for span, name in records("extracted/DerivedGeneralCategory.txt"):
        category |= dict.fromkeys(letters(span), name)
    properties: dict[str, set[str]] = {}
    for span, name, *_ in records("DerivedCoreProperties.txt"):
        properties.setdefault(name, set()).update(letters(span))
    upper, lower = properties["Uppercase"], properties["Lowercase"]
    for c in EVERY:
        is_letter, is_digit = category[c][0] == "L", category[c] == "Nd"
        for text in (c, f"{c}é"):
            assert is_alpha_string(text) == is_letter, hex(ord(c))
            assert is_alnum_string(text) == (is_letter or is_digit), hex(ord(c))
        assert is_digit_string(c) == is_digit, hex(ord(c))
        assert is_upper_string(c) == (c in upper), hex(ord(c))
        assert is_lower_string(c) == (c in lower), hex(ord(c))
        assert is_upper_string(f"{c}É") == (c not in lower and category[c] != "Lt"), hex(ord(c))
        assert is_lower_string(f"{c}é") == (c not in upper and category[c] != "Lt"), hex(ord(c))
        assert is_ascii_string(c) == (ord(c) < 128)


def letters(span: str) -> list[str]:
    """The code points of a span such as 0041..005A."""
    ends = [int(h, 16) for h in span.split("..")]
    return list(map(chr, range(ends[0], ends[-1] + 1)))


@needs_ucd
@pytest.mark.thorough
def test_normalisation_of_every_code_point_and_every_case() -> None:
    """NormalizationTest.txt, whole: what it lists, and that any other code point stays as it is."""
    listed = set()
    part = ""
    with bz2.open(UCD / "NormalizationTest.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            content = line.partition("#")[0].strip()
            if content.startswith("@"):
                part = content
            elif content:
                c1, c2, c3, c4, c5 = (
                    "".join(chr(int(h, 16)) for h in column.split()) for column in content.split(";")[:5]
                )
                assert {nfc_string(c1), nfc_string(c2), nfc_string(c3)} == {c2}, line
                assert {nfc_string(c4), nfc_string(c5)} == {c4}, line
                if part == "@Part1":
                    listed.add(c1)
    assert len(listed) > 17_000
    assert all(nfc_string(c) == c for c in EVERY if c not in listed)


@given(
    st.text(
        st.sampled_from("aAe\u0301\u0323\u031b\u0327é각가\u1100\u1161\u11a8\u11a7\u0344\u0958\u093cẛ\u2126"), max_size=9
    )
)
def test_normalisation_is_that_of_the_interpreter(text: str) -> None:
    """Marks in any order and number, jamo, code points that are never composed; and once is enough."""
    found = nfc_string(text)
    assert found == TABLE["nfc.string"](text)
    assert nfc_string(found) == found
