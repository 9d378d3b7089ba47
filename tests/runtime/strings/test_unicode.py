"""The pinned Unicode tables: the installed file is the pinned one, and the helpers use nothing else."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from featc_runtime.data import pins, unicode
from featc_runtime.data.unicode import categories, orbits
from featc_runtime.errors import EnvironmentFault
from featc_runtime.scalar.strings import lower_string, trim_string, upper_string

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
        "from featc_runtime.scalar.strings import lower_string\n"
        "from featc_runtime.data import unicode\n"
        "for text in ('ASCII', 'É'):\n"
        "    lower_string(text)\n"
        "    print(unicode.tables.cache_info().currsize)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


@pytest.mark.parametrize(("function", "table"), [(lower_string, "lower"), (upper_string, "upper")])
def test_every_code_point(function, table) -> None:  # type: ignore[no-untyped-def]
    """Alone and beside others: no context, and nothing changes that the table does not have."""
    mapping = DATA[table]
    expected = [mapping.get(c, c) for c in EVERY]
    assert [function(c) for c in EVERY] == expected
    assert function("é" + "".join(EVERY)) == mapping.get("é", "é") + "".join(expected)


def test_every_code_point_at_the_ends() -> None:
    white = set(DATA["white_space"])
    assert len(white) == 25
    assert {c for c in EVERY if trim_string(c) == ""} == white
    assert {c for c in EVERY if trim_string(f"{c}x{c}") == "x"} == white


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
