r"""Patterns in programs: what the typed program holds, the places of findings, what a generated package asks for."""

import sys

import pytest
from compiling import HEADER, check, feature, program, shape
from targets import Targets

from featc import ir
from featc.ir.fingerprint import feature_fingerprints
from featc_runtime.errors import FeatcError
from featc_runtime.scalar.regex import Matcher


@pytest.mark.parametrize(
    ("expr", "held"),
    [
        (r'matches(s, r"^(\d+)$")', r"matches.string(s; '\\A[0-9]+\\z')"),
        ('matches(s, "\\\\d")', "matches.string(s; '[0-9]')"),
        ('regex_count(s, "(?i)k")', r"regex_count.string(s; '[Kk\\x{212a}]')"),
        (r'extract(s, r"(a)(b)(c)", 2)', "extract.string(s; 'a(b)c', 1)"),
        (r'extract(s, r"(a)(b)")', "extract.string(s; 'ab', 0)"),
        (r'extract(s, r"(a)(b)", group: 0)', "extract.string(s; 'ab', 0)"),
        (r'regex_replace(s, r"(a)(b)(c)", r"\3\$1\\")', r"regex_replace.string(s; 'ab(c)', '\\1$1\\\\')"),
        ('regex_find(s, "a" )', "regex_find.string(s; 'a')"),
    ],
)
def test_the_program_holds_the_normal_form(expr: str, held: str) -> None:
    assert shape(feature(expr).node) == held


def test_one_normal_form_is_one_fingerprint() -> None:
    same = program(
        r'let p = r"^(?:[0-9])+$"'
        "\n"
        r'def ask(x: string) = matches(x, "^\\d+\\z")'
        "\n"
        r'feature a = matches(s, r"^(\d+)$")'
        "\nfeature b = matches(s, p)\nfeature c = ask(s)\n"
        r'feature other = matches(s, r"^\d*$")'
        "\n"
    )
    prints = feature_fingerprints(same)
    assert prints["a"] == prints["b"] == prints["c"] != prints["other"]
    assert len({f.node.key for f in same.features if f.name != "other"}) == 1


def place(expr: str) -> str:
    """The stretch of the source of the only finding."""
    body = f"feature out = {expr}\n"
    (found,) = check(body).diagnostics
    line = (HEADER + body).splitlines()[found.span.line - 1]
    stretch = (HEADER + body)[found.span.start : found.span.end]
    assert line[found.span.column - 1 :].startswith(stretch)
    return stretch


@pytest.mark.parametrize(
    ("expr", "stretch"),
    [
        (r'matches(s, r"a(b")', "("),
        (r'matches(s, ( r"a(b" ))', "("),
        (r'matches(s, "\u{1F600}\"é\\d[b-a]")', "b-a"),
        (r'matches(s, "\u{28}a")', r"\u{28}"),
        (r'matches(s, "a\\")', r"\\"),
        (r'matches(s, r"\p{L}{9}")', r"\p{L}{9}"),
        (r'matches(s, pattern: r"a**")', "*"),
        (r'matches(s, if ok then r"a**" else "b")', 'if ok then r"a**" else "b"'),
        (r'regex_replace(s, "a", "\\0\\n")', r"\\n"),
        (r'extract(s, "a", 1)', "1"),
        ('matches("a", "(")', "("),
    ],
)
def test_places(expr: str, stretch: str) -> None:
    assert place(expr) == stretch


def test_a_pattern_by_name_is_quoted() -> None:
    (found,) = check('let p = "a[z-b]"\nfeature out = matches(s, p)\n').diagnostics
    assert found.label.endswith(": `z-b`")


def files(body: str) -> dict[str, str]:
    with Targets(program(body)) as targets:
        return {name.rsplit("/", 1)[-1]: data.decode() for name, data in targets.files.items()}


def test_the_package_asks_for_the_engine() -> None:
    """Only where it is needed."""
    assert (
        '"featc-runtime[regex]=='
        in files('feature a = length(s) + (if matches(s, "a") then 1 else 0)')["pyproject.toml"]
    )
    assert '"featc-runtime[regex,service]==' in files('feature a = regex_count(s, "a")')["pyproject.toml"]
    assert "regex" not in files("feature a = length(s)")["pyproject.toml"]


def test_without_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re2", None)
    with pytest.raises(FeatcError, match=r"featc-runtime\[regex\]"):
        Matcher("a")


def test_the_type() -> None:
    assert [str(feature(e).type) for e in ('matches(s, "a")', 'matches(t, "a")')] == ["bool", "bool?"]
    assert [str(feature(f'{e}(s, "a")').type) for e in ("regex_find", "extract", "regex_count")] == [
        "int64?",
        "string?",
        "int64",
    ]
    assert isinstance(feature('regex_count(s, "")', declared="int32?"), ir.Output)
