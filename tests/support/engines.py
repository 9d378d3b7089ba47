"""Other engines for patterns, asked in processes of their own: Go's regexp and re2j. Knows no pattern of featc.

Each gives, for many patterns with texts, the spans of all groups of the leftmost match in code points.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

TOOLS = Path(__file__).parents[1] / "tools" / "engines"
RE2J = "com/google/re2j/re2j/1.8/re2j-1.8.jar"

Request = tuple[str, Sequence[str]]
Spans = tuple[int, ...] | None
#: For each request the answer for each text, or None where the pattern is refused.
Answers = list[list[Spans] | None]


def re2j_jar() -> Path | None:
    """The jar in Maven's local repository, which `mvn dependency:get -Dartifact=com.google.re2j:re2j:1.8` puts there."""
    jar = Path.home() / ".m2" / "repository" / RE2J
    return jar if jar.exists() and shutil.which("javac") else None


def ask_go(requests: Sequence[Request], folder: Path) -> Answers:
    """Go's regexp; ``folder`` is for what is built."""
    program = folder / "engine"
    subprocess.run(["go", "build", "-o", program, TOOLS / "main.go"], check=True, cwd=TOOLS)
    lines = _run([str(program)], [json.dumps([pattern, list(texts)]) for pattern, texts in requests])
    return _answers(lines, requests, lambda c: len(c.encode()))


def ask_re2j(requests: Sequence[Request], folder: Path) -> Answers:
    """re2j; `re2j_jar` must have it."""
    path = f"{re2j_jar()}:{folder}"
    subprocess.run(["javac", "-d", folder, "-cp", path, TOOLS / "Engine.java"], check=True)
    lines = _run(["java", "-cp", path, "Engine"], ["\t".join(map(_points, (p, *texts))) for p, texts in requests])
    return _answers(lines, requests, lambda c: len(c.encode("utf-16-le")) // 2)


def _points(text: str) -> str:
    return ",".join(f"{ord(c):x}" for c in text)


def _run(command: Sequence[str], lines: Sequence[str]) -> list[str]:
    found = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True, encoding="utf-8")
    answers = found.stdout.splitlines()
    assert len(answers) == len(lines), found.stderr
    return answers


def _answers(lines: Sequence[str], requests: Sequence[Request], width: Callable[[str], int]) -> Answers:
    found: Answers = []
    for line, (_, texts) in zip(lines, requests, strict=True):
        answer = json.loads(line)
        if answer is None:
            found.append(None)
            continue
        found.append([_code_points(spans, t, width) for spans, t in zip(answer, texts, strict=True)])
    return found


def _code_points(spans: list[int] | None, text: str, width: Callable[[str], int]) -> Spans:
    """The spans in code points; a place within one stays as what it is, above all places, so that it is seen."""
    if spans is None:
        return None
    places, at = {-1: -1, 0: 0}, 0
    for number, character in enumerate(text, 1):
        at += width(character)
        places[at] = number
    return tuple(places.get(s, 1_000_000 + s) for s in spans)
