"""Builds the language's table of scripts from the Unicode Character Database. Knows Scripts.txt, no pattern.

    python tools/make_scripts.py [--ucd /usr/share/unicode] [--check]

Patterns may name a script, such as `\\p{Greek}`; the compiler writes it out as ranges, no runtime has the table.
The result is one JSON file, the same bytes each time; with `--check` nothing is written and the exit code is 1 where
the file would change. The source is of the Unicode version that the runtimes' tables are of (tools/make_unicode.py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

VERSION = "15.0.0"
NAME = "Scripts.txt"
SOURCE = "cca85d830f46aece2e7c1459ef1249993dca8f2e46d51e869255be140d7ea4b0"
TARGET = Path(__file__).parents[1] / "dsl/featc_dsl/regex/scripts.json"


def scripts(content: str) -> dict[str, list[int]]:
    """By script the ends of its ranges, one after the other, ascending; ranges that touch are one."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in content.splitlines():
        record = line.partition("#")[0].strip()
        if record:
            points, script = (part.strip() for part in record.split(";"))
            first, _, last = points.partition("..")
            spans.setdefault(script, []).append((int(first, 16), int(last or first, 16)))
    found: dict[str, list[int]] = {}
    for script, ranges in sorted(spans.items()):
        ends: list[int] = []
        for first, last in sorted(ranges):
            if ends and ends[-1] + 1 == first:
                ends[-1] = last
            else:
                ends += [first, last]
        found[script] = ends
    return found


def build(folder: Path) -> bytes:
    """The JSON file: ASCII, one script a line. SystemExit for another version's file."""
    content = (folder / NAME).read_bytes()
    if hashlib.sha256(content).hexdigest() != SOURCE:
        raise SystemExit(f"{folder / NAME} is not the file of Unicode {VERSION}")
    lines = [f'"unicode": "{VERSION}"']
    lines += [f"{json.dumps(name)}: {json.dumps(ends)}" for name, ends in scripts(content.decode("utf-8")).items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("ascii")


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the table of scripts of the language.")
    parser.add_argument("--ucd", type=Path, default=Path("/usr/share/unicode"), help="folder with Scripts.txt")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the file would change")
    options = parser.parse_args()
    content = build(options.ucd)
    if options.check:
        return int(content != TARGET.read_bytes())
    TARGET.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
