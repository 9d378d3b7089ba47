"""Other engines for patterns, asked in processes of their own: Go's regexp and re2j. Knows no pattern of featc.

Each gives, for many patterns with texts, the matches, as the spans of all groups in code points.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

TOOLS = Path(__file__).parents[1] / "tools" / "engines"
ARTIFACT = "com.google.re2j:re2j:1.8"

Request = tuple[str, Sequence[str]]
#: Start and end of each group, -1 for one that took no part.
Spans = tuple[int, ...]
#: For each request the matches in each text, or None where the pattern is refused.
Answers = list[list[list[Spans]] | None]


def re2j_jar() -> Path | None:
    """re2j's jar, as of `maven_jar`."""
    return maven_jar(ARTIFACT)


def maven_jar(artifact: str) -> Path | None:
    """The jar in Maven's local repository, fetched where it is not there; None without Maven or a Java compiler."""
    group, name, version = artifact.split(":")
    folder = Path.home() / ".m2" / "repository" / group.replace(".", "/") / name / version
    jar = folder / f"{name}-{version}.jar"
    maven = shutil.which("mvn")
    if not jar.exists() and maven:
        subprocess.run([maven, "-q", "dependency:get", f"-Dartifact={artifact}"], check=True)
    return jar if jar.exists() and shutil.which("javac") else None


def ask_go(requests: Sequence[Request], folder: Path) -> Answers:
    """Go's regexp, all matches; ``folder`` is for what is built."""
    program = folder / "engine"
    subprocess.run(["go", "build", "-o", program, TOOLS / "main.go"], check=True, cwd=TOOLS)
    lines = _run([str(program)], [json.dumps([pattern, list(texts)]) for pattern, texts in requests])
    return _answers(lines, requests, lambda c: len(c.encode()))


def ask_re2j(requests: Sequence[Request], folder: Path) -> Answers:
    """re2j, the first match; `re2j_jar` must have it."""
    path = f"{re2j_jar()}:{folder}"
    subprocess.run(["javac", "-d", folder, "-cp", path, TOOLS / "Engine.java"], check=True)
    lines = _run(["java", "-cp", path, "Engine"], ["\t".join(map(_points, (p, *texts))) for p, texts in requests])
    return _answers(lines, requests, lambda c: len(c.encode("utf-16-le")) // 2)


def _points(text: str) -> str:
    return ",".join(f"{ord(c):x}" for c in text)


def _run(command: Sequence[str], lines: Sequence[str]) -> list[str]:
    found = subprocess.run(command, input="\n".join(lines), capture_output=True, check=True, encoding="utf-8")
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
        both = zip(answer, texts, strict=True)
        found.append([[_code_points(spans, text, width) for spans in matches or ()] for matches, text in both])
    return found


def _code_points(spans: list[int], text: str, width: Callable[[str], int]) -> Spans:
    """The spans in code points; a place within one stays as what it is, above all places, so that it is seen."""
    places, at = {-1: -1, 0: 0}, 0
    for number, character in enumerate(text, 1):
        at += width(character)
        places[at] = number
    return tuple(places.get(s, 1_000_000 + s) for s in spans)
