"""Builds the runtimes' Unicode tables from the Unicode Character Database. Knows the UCD's files, no runtime.

    python tools/make_unicode.py [--ucd /usr/share/unicode] [--check]

Debian's package `unicode-data` has the files; they are published at https://www.unicode.org/Public/15.0.0/ucd/.
The result is one JSON file that every runtime reads, the same bytes each time; with `--check` nothing is written and
the exit code is 1 where the file would change. Its SHA-256 is printed for `featc_runtime/data/pins.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

VERSION = "15.0.0"
#: SHA-256 of the database's files; UnicodeData.txt does not say its version in itself.
SOURCES = {
    "UnicodeData.txt": "806e9aed65037197f1ec85e12be6e8cd870fc5608b4de0fffd990f689f376a73",
    "SpecialCasing.txt": "78b29c64b5840d25c11a9f31b665ee551b8a499eca6c70d770fcad7dd710f494",
    "PropList.txt": "e05c0a2811d113dae4abd832884199a3ea8d187ee1b872d8240a788a96540bfd",
    "CaseFolding.txt": "cdd49e55eae3bbf1f0a3f6580c974a0263cb86a6a08daa10fbf705b4808a56f7",
    "DerivedNormalizationProps.txt": "d5687a48c95c7d6e1ec59cb29c0f2e8b052018eb069a4371b7368d0561e12a29",
}
TARGET = Path(__file__).parents[1] / "runtimes/python/featc_runtime/data/unicode.json"


def read(folder: Path, name: str) -> list[list[str]]:
    """The records of one file: fields without comments and blanks. SystemExit for another version's file."""
    content = (folder / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != SOURCES[name]:
        raise SystemExit(f"{folder / name} is not the file of Unicode {VERSION}")
    lines = (line.split("#")[0].strip() for line in content.decode("utf-8").splitlines())
    return [[part.strip() for part in line.split(";")] for line in lines if line]


def text(code_points: str) -> str:
    """`0069 0307` as a string."""
    return "".join(chr(int(c, 16)) for c in code_points.split())


def mappings(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The full lower and upper case mappings of all code points that change, without context and without locale.

    Unicode 15.0, section 3.13: the simple mappings of UnicodeData.txt, replaced by those of SpecialCasing.txt whose
    record has no condition.
    """
    lower: dict[str, str] = {}
    upper: dict[str, str] = {}
    for record in read(folder, "UnicodeData.txt"):
        letter = text(record[0]) if record[12] or record[13] else ""
        if record[12]:
            upper[letter] = text(record[12])
        if record[13]:
            lower[letter] = text(record[13])
    for letter, to_lower, _title, to_upper, *condition in read(folder, "SpecialCasing.txt"):
        if not any(condition):
            lower[text(letter)] = text(to_lower)
            upper[text(letter)] = text(to_upper)
    return changes(lower), changes(upper)


def changes(mapping: dict[str, str]) -> dict[str, str]:
    """The entries that change their letter, by code point."""
    return {letter: other for letter, other in sorted(mapping.items()) if letter != other}


def having(folder: Path, name: str, wanted: str) -> set[int]:
    """The code points that have a binary property, which the file ``name`` lists."""
    found: set[int] = set()
    for span, *names in read(folder, name):
        if names == [wanted]:
            first, _, last = span.partition("..")
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def foldings(folder: Path) -> tuple[dict[str, str], list[str]]:
    """The full case folding (records C and F) of all code points that change, and the orbits of the simple one.

    An orbit is all code points, two or more and ascending, that the records C and S take to the same one, itself among
    them. The records T, for Turkic languages, are left out.
    """
    full: dict[str, str] = {}
    simple: dict[str, set[str]] = {}
    for letter, status, mapping, *_ in read(folder, "CaseFolding.txt"):
        if status in "CF":
            full[text(letter)] = text(mapping)
        if status in "CS":
            simple.setdefault(text(mapping), {text(mapping)}).add(text(letter))
    return changes(full), sorted("".join(sorted(orbit)) for orbit in simple.values())


def categories(folder: Path) -> dict[str, list[int]]:
    """For each general category but Cn its code points as spans: first, last, first, last and so on, ascending."""
    spans: dict[str, list[int]] = {}
    opened = 0
    for record in read(folder, "UnicodeData.txt"):
        first = last = int(record[0], 16)
        if record[1].endswith(", First>"):
            opened = first
            continue
        if record[1].endswith(", Last>"):
            first = opened
        known = spans.setdefault(record[2], [])
        if known and known[-1] == first - 1:
            known[-1] = last
        else:
            known += [first, last]
    return dict(sorted(spans.items()))


def decompositions(folder: Path) -> tuple[dict[str, str], str]:
    """The canonical decomposition of each code point, one step of it, without Hangul syllables, which have a rule;
    and the code points that have one of two code points and never come of composing them.
    """
    steps = {
        text(record[0]): text(record[5])
        for record in read(folder, "UnicodeData.txt")
        if record[5] and not record[5].startswith("<")
    }
    excluded = having(folder, "DerivedNormalizationProps.txt", "Full_Composition_Exclusion")
    return steps, "".join(c for c, step in steps.items() if len(step) == 2 and ord(c) in excluded)


def combining_classes(folder: Path) -> dict[str, str]:
    """For each canonical combining class but 0 its code points, ascending, as one string."""
    found: dict[int, str] = {}
    for record in read(folder, "UnicodeData.txt"):
        if number := int(record[3]):
            found[number] = found.get(number, "") + text(record[0])
    return {str(number): found[number] for number in sorted(found)}


def ascending(code_points: set[int]) -> str:
    """Code points as one string."""
    return "".join(map(chr, sorted(code_points)))


def build(folder: Path) -> bytes:
    """The JSON file: ASCII, an entry of a table a line, ordered by code point.

    ``white_space``, ``other_lowercase``, ``other_uppercase``: the code points that have the property.
    ``lower``, ``upper``, ``fold``: full mappings of what changes. ``orbits``: what simple case folding takes together.
    ``categories``: spans by general category; what is in none is Cn. ``decompositions``, ``not_composed``,
    ``combining_classes``: what canonical decomposition and composition need besides the rule for Hangul.
    """
    lower, upper = mappings(folder)
    fold, orbits = foldings(folder)
    steps, not_composed = decompositions(folder)
    tables: dict[str, object] = {
        "unicode": VERSION,
        "white_space": ascending(having(folder, "PropList.txt", "White_Space")),
        "other_lowercase": ascending(having(folder, "PropList.txt", "Other_Lowercase")),
        "other_uppercase": ascending(having(folder, "PropList.txt", "Other_Uppercase")),
        "categories": categories(folder),
        "lower": lower,
        "upper": upper,
        "fold": fold,
        "orbits": orbits,
        "decompositions": steps,
        "not_composed": not_composed,
        "combining_classes": combining_classes(folder),
    }
    return ("{\n" + ",\n".join(f"{dumped(key)}: {lines(table)}" for key, table in tables.items()) + "\n}\n").encode(
        "ascii"
    )


def dumped(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, separators=(",", ":"))


def lines(table: object) -> str:
    """JSON with an entry of a table a line."""
    if isinstance(table, dict):
        return "{\n" + ",\n".join(f"{dumped(key)}:{dumped(value)}" for key, value in table.items()) + "\n}"
    if isinstance(table, list):
        return "[\n" + ",\n".join(map(dumped, table)) + "\n]"
    return dumped(table)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the Unicode tables of the runtimes.")
    parser.add_argument("--ucd", type=Path, default=Path("/usr/share/unicode"), help="folder with UnicodeData.txt")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the file would change")
    options = parser.parse_args()
    content = build(options.ucd)
    print(f"{TARGET.name} {hashlib.sha256(content).hexdigest()}")
    if options.check:
        return int(content != TARGET.read_bytes())
    TARGET.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
