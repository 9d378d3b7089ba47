"""Makes the runtime's zone data of the PyPI package tzdata. Knows TZif files; the runtime knows only what this writes.

Usage: ``python tools/make_zones.py`` writes ``zones.txt`` and prints the pins for ``data/pins.py``.

One line a distinct zone, tab-separated, times in seconds:

    names with spaces between · offset before the first change · changes ``time:offset`` · rule or ``-``

The rule continues the zone after its last change, every year: ``standard summer start end``, where start and end read
``month.week.weekday/time`` as in a POSIX TZ string (week 5 is the last, weekday 0 Sunday, time after local midnight).
Abbreviations and the daylight-saving mark are left out: a zone is what it makes of instants. TZif is RFC 9636.
"""

from __future__ import annotations

import hashlib
import re
import struct
from importlib import metadata, resources
from pathlib import Path

OUT = Path(__file__).parents[1] / "runtimes/python/featc_runtime/data/zones.txt"

_NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
_HOURS = r"([+-]?)(\d{1,3})(?::(\d\d))?(?::(\d\d))?"
_FIXED = re.compile(rf"{_NAME}{_HOURS}$")
_RULED = re.compile(rf"{_NAME}{_HOURS}{_NAME}(?:{_HOURS})?,M([0-9.]+)(?:/{_HOURS})?,M([0-9.]+)(?:/{_HOURS})?$")


def main() -> None:
    """Write the data, print the pins."""
    text, release = build()
    OUT.write_text(text, encoding="ascii", newline="\n")
    print(f"tzdata {release}: {len(text)} bytes, SHA-256 {hashlib.sha256(text.encode()).hexdigest()}")


def build() -> tuple[str, str]:
    """The data's text and the name of its tzdata release."""
    root = resources.files("tzdata")
    source = root.joinpath("zoneinfo/tzdata.zi").read_text("ascii").splitlines()
    release = source[0].removeprefix("# version ")
    names = sorted(root.joinpath("zones").read_text("ascii").split())
    groups: dict[str, list[str]] = {}
    for name in names:
        content = compile_zone(root.joinpath("zoneinfo", *name.split("/")).read_bytes(), name)
        groups.setdefault(content, []).append(name)
    head = f"# tzdata {release}, of the PyPI package tzdata {metadata.version('tzdata')}; made by tools/make_zones.py\n"
    lines = sorted(f"{' '.join(group)}\t{content}\n" for content, group in groups.items())
    return head + "".join(lines), release


def compile_zone(data: bytes, name: str) -> str:
    """The line of a zone, without its names, from its TZif file.

    Refuses (ValueError) what the runtime could not read: leap seconds, version 1, a rule by day of the year, a rule
    that is not in force from the last change on.
    """
    first, changes, footer = _read_tzif(data, name)
    fixed = _FIXED.match(footer)
    rule = "-" if fixed else _rule(footer, name)
    last = changes[-1][1] if changes else first
    if fixed and last != _west(*fixed.groups()):
        raise ValueError(f"{name}: the last change leads to {last} s, but the rule is {footer}")
    if not fixed and (not changes or str(last) not in rule.split()[:2]):
        raise ValueError(f"{name}: the rule {footer} does not continue the last change")
    return f"{first}\t{' '.join(f'{t}:{o}' for t, o in changes)}\t{rule}"


def _read_tzif(data: bytes, name: str) -> tuple[int, list[tuple[int, int]], str]:
    """The first offset, the changes of offset, the footer: from the 64-bit block."""
    magic, version, *counts = struct.unpack(">4sc15x6l", data[:44])
    if magic != b"TZif" or version < b"2":
        raise ValueError(f"{name}: no TZif file of version 2 or later")
    isut, isstd, leap, times, types, chars = counts
    start = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    isut, isstd, leap, times, types, chars = struct.unpack(">20x6l", data[start : start + 44])
    if leap:
        raise ValueError(f"{name}: leap seconds are not supported")
    at = start + 44
    moments = struct.unpack(f">{times}q", data[at : at + 8 * times])
    kinds = data[at + 8 * times : at + 9 * times]
    at += 9 * times
    offsets = [struct.unpack(">l2x", data[at + 6 * i : at + 6 * i + 6])[0] for i in range(types)]
    footer = data[at + 6 * types + chars + isstd + isut :].decode("ascii").strip("\n")
    changes: list[tuple[int, int]] = []
    offset = offsets[0]  # what holds before the first change is type 0
    for moment, kind in zip(moments, kinds, strict=True):
        # The last change stays even where only the abbreviation changes: the rule is in force from there on.
        if offsets[kind] != offset or (moment == moments[-1] and "," in footer):
            offset = offsets[kind]
            changes.append((moment, offset))
    return offsets[0], changes, footer


def _rule(footer: str, name: str) -> str:
    match = _RULED.match(footer)
    if match is None:
        raise ValueError(f"{name}: cannot read the rule {footer!r}")
    g = match.groups()
    standard = _west(*g[0:4])
    summer = standard + 3600 if g[5] is None else _west(*g[4:8])
    start, end = (7200 if t[1] is None else _seconds(*t) for t in (g[9:13], g[14:18]))
    return f"{standard} {summer} {g[8]}/{start} {g[13]}/{end}"


def _seconds(sign: str, hours: str, minutes: str | None, seconds: str | None) -> int:
    value = int(hours) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return -value if sign == "-" else value


def _west(sign: str, hours: str, minutes: str | None, seconds: str | None) -> int:
    """An offset in seconds east; POSIX counts west."""
    return -_seconds(sign, hours, minutes, seconds)


if __name__ == "__main__":
    main()
