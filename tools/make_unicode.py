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


def white_space(folder: Path) -> str:
    """The code points that have the property White_Space, ascending, as one string."""
    found: list[int] = []
    for span, name in read(folder, "PropList.txt"):
        if name == "White_Space":
            first, _, last = span.partition("..")
            found.extend(range(int(first, 16), int(last or first, 16) + 1))
    return "".join(map(chr, sorted(found)))


def build(folder: Path) -> bytes:
    """The JSON file: ASCII, one mapping a line, ordered by code point."""
    lower, upper = mappings(folder)
    tables = {"unicode": VERSION, "white_space": white_space(folder), "lower": lower, "upper": upper}
    return (json.dumps(tables, indent=0) + "\n").encode("ascii")


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
