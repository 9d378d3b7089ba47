"""How the project's own text is written: format, lint, types, lengths, first lines, words."""

from __future__ import annotations

import ast
import re
import warnings
from pathlib import Path

import pytest
from project import BIN, PACKAGES, ROOT, files, relative, run_good

from featc_dsl.catalogue import BY_ID

SOFT_LIMIT, HARD_LIMIT = 400, 600

#: Made by a program from data that is checked in: as long as the data makes them.
GENERATED = {"generated", "dsl/OPERATORS.md", "benchmarks/OPERATORS.md"}

CODE = [p for p in files(".py") if not relative(p).startswith("generated/")]

#: The names of operations in every runtime.
OPERATIONS = {overload.function for _, overload in BY_ID.values()}

#: Words of a workplace, none of the project's. Spelt in parts: this file is searched too.
WORKPLACE = re.compile(
    r"(?<!scope=\")\b(age" + r"nts?|sess" + r"ions?|coord" + r"inators?)\b|/wo" + r"rk/|\biss" + r"ues? #?\d",
    re.IGNORECASE,
)
UNFINISHED = re.compile("|".join([r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"\bXX" + r"X\b"]))

#: Their own words: the licence's, and names that people give to browsers and to machines.
WORDS_OF_OTHERS = {"LICENSE", "NOTICE"}


def test_format() -> None:
    run_good([BIN / "ruff", "format", "--check", "."])


def test_lint() -> None:
    run_good([BIN / "ruff", "check", "."])


def test_types() -> None:
    """Mypy, strict, over the three packages."""
    run_good([BIN / "mypy"])


def test_every_module_says_what_it_knows() -> None:
    silent = [relative(p) for p in CODE if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert not silent


@pytest.mark.parametrize("package", PACKAGES)
def test_public_things_have_docstrings(package: str) -> None:
    """Modules' public functions and classes.

    The row of the catalogue is the docstring of an operation's helper, the page of its code that of a diagnostic.
    """
    silent = []
    for path in files(".py", under=PACKAGES[package]):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                elsewhere = node.name in OPERATIONS or path.name.endswith("errors.py")
                overload = "overload" in {ast.unparse(d) for d in node.decorator_list}
                if not elsewhere and not overload and not ast.get_docstring(node):
                    silent.append(f"{relative(path)}:{node.lineno} {node.name}")
    assert not silent, "\n".join(silent)


def test_length() -> None:
    lengths = {relative(p): len(p.read_text(encoding="utf-8").splitlines()) for p in [*CODE, *files(".lark", ".md")]}
    lengths = {n: c for n, c in lengths.items() if n not in GENERATED and not n.startswith("generated/")}
    long = {name: count for name, count in lengths.items() if count > SOFT_LIMIT}
    for name, count in sorted(long.items()):
        warnings.warn(f"{name} has {count} lines: split it by sense when you next touch it", stacklevel=1)
    assert not {name: count for name, count in long.items() if count > HARD_LIMIT}


def _texts() -> list[Path]:
    suffixes = (
        ".py",
        ".md",
        ".fdl",
        ".toml",
        ".yaml",
        ".yml",
        ".txt",
        ".lark",
        ".json",
        ".jsonl",
        ".java",
        ".go",
        ".proto",
    )
    named = [ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / ".pre-commit-config.yaml", ROOT / ".gitignore"]
    return [p for p in files(*suffixes) if p.name not in WORDS_OF_OTHERS] + named


@pytest.mark.parametrize("words", [WORKPLACE, UNFINISHED], ids=["workplace", "unfinished"])
def test_words(words: re.Pattern[str]) -> None:
    found = []
    for path in _texts():
        text = path.read_text(encoding="utf-8", errors="replace")  # one file is broken on purpose
        for match in words.finditer(text):
            found.append(f"{relative(path)}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}")
    assert not found, "\n".join(found)
