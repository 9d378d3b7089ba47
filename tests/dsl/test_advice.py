"""Following a hint helps: what it offers in backquotes goes into the program, which then has no such mistake there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from expectations import FOLDER, findings, split

from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.parser import parse

#: Codes of expressions whose operands are wrong, or of their declared types.
CODES = {
    "FDL016", "FDL050", "FDL051", "FDL052", "FDL061", "FDL062", "FDL063", "FDL064", "FDL065", "FDL066", "FDL068",
    "FDL082",
}  # fmt: skip
#: Hints that name other operators, with operands of their own.
OTHERS = ("bands of a number", "a number of calendar steps")
#: What stands for something that a hint does not know.
_HOLES = re.compile(r"…|\.\.\.")


def offered(hint: str) -> list[str]:
    """The pieces in backquotes that are whole expressions or types."""
    return [p for p in re.findall(r"`([^`]+)`", hint) if not _HOLES.search(p)]


def names(text: str) -> set[str]:
    """The names that an expression reads."""
    file, found = parse(f"let q = {text}\n", "q.fdl")
    if found or file is None:
        return {"?"}
    stack: list[object] = [file.decls[0]]
    read = set()
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Ref):
            read.add(node.name.text)
        elif isinstance(node, tuple):
            stack.extend(node)
        elif hasattr(node, "__slots__"):
            stack.extend(getattr(node, slot) for slot in node.__slots__ if slot != "span")
    return read


def places(program: str, at: Diagnostic) -> list[tuple[int, int]]:
    """Where a piece may go: the place itself, and every expression around it, the nearest first."""
    file, _ = parse(program, "t.fdl")
    found = {(at.span.start, at.span.end)}
    stack: list[object] = list(file.decls) if file else []
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node)
            continue
        span = getattr(node, "span", None)
        around = span is not None and span.start <= at.span.start and at.span.end <= span.end
        if around and not isinstance(node, ast.LetDecl | ast.FeatureDecl | ast.DefDecl | ast.ForDecl | ast.Name):
            found.add((span.start, span.end))
        if hasattr(node, "__slots__"):
            stack.extend(getattr(node, slot) for slot in node.__slots__ if slot != "span")
    return sorted(found, key=lambda s: s[1] - s[0])


def operands(text: str) -> set[str]:
    """The words of an expression, names of functions aside."""
    return set(re.findall(r"\b\w+\b(?!\()", text)) - {"if", "then", "else", "and", "or", "not", "in", "null"}


def _advice() -> Iterator[tuple[Path, str, Diagnostic, list[str]]]:
    for file in sorted(FOLDER.glob("FDL*.fdl")):
        if file.name[:6] not in CODES or b"import" in file.read_bytes():
            continue
        program = split(file.read_bytes())[1].decode()
        found, _ = findings("t.fdl", program)
        declared = set(re.findall(r"\b([a-z_]\w*)\b", program))
        for finding in found:
            own = program[finding.span.start : finding.span.end]
            pieces = [p for p in offered(finding.hint) if p != own and names(p) <= declared]
            if finding.code in CODES and pieces and not finding.hint.startswith(OTHERS):
                yield file, program, finding, pieces


ADVICE = list(_advice())


@pytest.mark.parametrize(
    ("file", "program", "finding", "pieces"),
    ADVICE,
    ids=[f"{f.stem}:{d.span.line}:{d.span.column}" for f, _, d, _ in ADVICE],
)
def test_advice_is_followed_by_no_such_mistake(
    file: Path, program: str, finding: Diagnostic, pieces: list[str]
) -> None:
    at = (finding.span.start, finding.span.end)
    for piece in pieces:
        for start, end in places(program, finding):
            if (start, end) != at and not operands(program[start:end]) <= operands(piece):
                continue  # a part of an operand in the place of the whole would change what is computed
            for text in (piece, f"({piece})"):
                changed = program[:start] + text + program[end:]
                end_now = start + len(text)
                there = [d.code for d in findings("t.fdl", changed)[0] if d.span.start < end_now and start < d.span.end]
                if finding.code not in there and all(code >= "FDL030" for code in there):
                    break
            else:
                continue
            break
        else:
            pytest.fail(f"{finding.title}: {finding.hint}: `{piece}` helps nowhere")


def test_there_is_advice() -> None:
    assert len(ADVICE) > 60
