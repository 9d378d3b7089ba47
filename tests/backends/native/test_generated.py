"""Programs that are hard on generated Go and Java: names, docs, storage, sizes. Each compiles without a warning and
gives the interpreter's bits; Go is laid out as gofmt does.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from native import LANGUAGES, GoPrograms, JavaPrograms, NativePrograms
from native_parity import Case, compare_native, drawn
from rows import make_rows
from targets import compile_source

from featc.backends.base import Unbuildable
from featc.backends.java_library.backend import BACKEND as JAVA
from featc.ir import FeatureSet
from featc.pipeline import context, identify

#: Words of Go, of Java, of their libraries, and of generated code itself.
WORDS = (
    "len", "cap", "go", "defer", "out", "s", "compute", "init", "main", "rt", "featc", "edge", "math", "list",
    "arrays", "instant", "found", "row", "nil", "iota", "error", "append", "v", "ok", "get_class", "hash_code",
    "to_string", "notify", "wait", "clone", "finalize", "builder", "build", "faults", "set0", "set1", "made",
    "rows", "class", "func", "type", "package", "interface", "switch", "case", "default", "break", "continue",
    "goto", "return", "struct", "select", "chan", "fallthrough", "int", "long", "double", "boolean", "char",
    "byte", "short", "void", "static", "final", "public", "private", "abstract", "try", "catch", "throw", "new",
    "this", "super", "instanceof", "true_x", "string_x", "t1", "t2", "x1", "has_x1", "x1_micros", "in1", "at1",
    "string", "int64", "float64", "steps",
)  # fmt: skip

DOCS = r'''featureset features.v1
"""Doc with */ and \\u0041 & <b> @param {@link x}"""
input Times {
  a: string in ["*/", "\u{feff}", "\\u", "\u{1F600}"]
  """field */ doc \\u @x"""
  b: list<timestamp?, ..3>?
  c: list<float32, 2>
  d: list<int32?, 2>?
  e: float32?
  f: int32
  g: date in 2013-01-01..2014-01-01
  h: float64 in -0.5..1e300
  i: duration? in 0s..7d
}
feature p = a + "*/ \\u \u{1F600}\u{feff}\r\n"
"""feature */ doc"""
feature q = b
feature r: list<float32, 2> = c
feature s: list<int32?, 2>? = d
feature u: float32? = e
feature w: int32? = f * f
feature cc = is_null(b)
feature ll: list<int32?, 2> = [f * f, f]
feature m = [g, null]
feature nothing: int64? = null
feature one = 1
feature nan = 0.0 / 0.0
feature zero = -0.0
'''


def fields_named_by_words() -> str:
    """Every word as a field, whose row is called like a class of the runtime."""
    fields = "\n".join(f"  {n}: float64?" for n in WORDS)
    features = "\n".join(f"feature f_{n} = ({n} + 1.0) * {n}" for n in WORDS)
    times = "  ts: timestamp\n  ts_micros: int64\n  has_ts: bool"
    return f'featureset range.v1\ninput Zone {{\n{fields}\n{times}\n}}\n{features}\nfeature hh = hour(ts at "UTC")\n'


def features_named_by_words() -> str:
    """Every word as a feature that is used again, and so as a variable."""
    features = "\n".join(f"feature {n} = q + {i}.5\nfeature g{i} = {n} * {n}" for i, n in enumerate(WORDS))
    row = "input String {\n  q: float64\n  w: list<float64, 2>\n  cut_1: float64?\n}"
    return f"featureset type.v1\n{row}\n{features}\nfeature zz = cut(q, [1.0, 2.0])\nfeature w2 = w[0] + (cut_1 ?? 0)\n"


def many_features(count: int = 1500) -> str:
    """More than one function, check and class can hold."""
    fields = "\n".join(f"  x{i}: float64{'?' if i % 2 else ''}" for i in range(count // 3))
    features = "\n".join(
        f'feature f{i} = (x{i % (count // 3)} ?? 0.5) * {i}.25 + float64(index_of(s, ["a{i}", "b"]) ?? {i})'
        for i in range(count)
    )
    return (
        f"featureset many.v1\ninput Row {{\n{fields}\n  s: string\n}}\nlet half = x0 / 2.0\n{features}\n"
        + "\n".join(f"feature h{i} = half + f{i * 100}" for i in range(count // 100))
    )


def large_tables() -> str:
    """Literals that are too large for a method of Java."""
    items = ", ".join(f'"item{i}"' for i in range(1500))
    pairs = ", ".join(f'"k{i}": {i}.5' for i in range(1200))
    points = ", ".join(f'"p{i}": [{i % 90}.5, {i % 180}.25]' for i in range(700))
    numbers = ", ".join(str(i * 7 - 5000) for i in range(1500))
    return (
        "featureset tables.v1\ninput Row {\n  s: string\n  i: int64\n  x: float64\n}\n"
        f"feature a = index_of(s, [{items}])\nfeature b = map(s, {{{pairs}}}, 1.5)\nfeature c = i in [{numbers}]\n"
        f'feature d = s + "{"é" * 40_000}"\nfeature e = nearest([x, 1.0], {{{points}}})\n'
        'feature g = one_hot(s, ["item1", "\\n\\r\\\\ \\u{0}x"])\n'
    )


def deep() -> str:
    """Choices in choices, and sums of sums."""
    chain = "".join(f"if x > {i} then {i + 0.5} else " for i in range(150)) + "0.0"
    total = "x"
    for i in range(90):
        total = f"({total} + {i}.5)" if i % 2 else f"abs({total} - {i}.25)"
    steps = "\n".join(f"let l{i + 1} = if l{i} > {i} then l{i} * 2.0 else (n ?? l{i})" for i in range(60))
    rest = f"{steps}\nfeature c = l60\n"
    return (
        "featureset deep.v1\ninput Row {\n  x: float64\n  n: float64?\n}\nlet l0 = x + 0.0\n"
        f"feature a = {chain}\nfeature b = {total}\n{rest}"
    )


def cases() -> list[Case]:
    """Each with a few rows."""
    sources = [fields_named_by_words(), features_named_by_words(), DOCS, many_features(), large_tables(), deep()]
    made = []
    for source in sources:
        program = compile_source(source)
        made.append((program, make_rows(program, 1, 10), source))
    return made


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_hard_programs(language: type[NativePrograms]) -> None:
    if missing := language.missing():
        pytest.skip(missing)
    for error in compare_native(cases(), language):
        raise error


def _go_findings(programs: GoPrograms) -> Iterator[str]:
    for command in (["gofmt", "-d", "."], ["go", "vet", "./..."]):
        run = subprocess.run(command, cwd=programs.folder, capture_output=True, text=True, check=False)
        yield run.stdout + run.stderr


def test_go_is_formatted_and_vetted() -> None:
    """Of hard programs and of random ones; the drivers beside them are written by tests."""
    if missing := GoPrograms.missing():
        pytest.skip(missing)
    programs = [program for program, _, _ in [*cases(), *drawn(range(40), rows=0)]]
    with GoPrograms(programs) as built:
        (built.folder / "main.go").unlink()
        assert isinstance(built, GoPrograms)
        for text in _go_findings(built):
            assert not text, text[:3000]


def test_java_needs_no_longer_methods_than_there_are() -> None:
    """A program of thousands of features is cut in parts: what javac says of one that is not, it says of none here."""
    if missing := JavaPrograms.missing():
        pytest.skip(missing)
    program = compile_source(many_features(4000))
    with JavaPrograms([program]) as built:
        assert built.programs


def longest(features: int) -> FeatureSet:
    """Times that may be null are what needs most."""
    fields = "\n".join(f"  x{i}: timestamp?" for i in range(100))
    lines = "\n".join(f"feature f{i} = x{i % 100} + {i + 1}s" for i in range(features))
    return compile_source(f"featureset longest.v1\ninput Row {{\n{fields}\n}}\n{lines}\n")


def test_java_has_short_methods_for_the_longest_of_sets() -> None:
    program = longest(7_900)
    for path, content in JAVA.emit(program, context(program, identify(program, None))).items():
        length = 0
        for line in content.decode().splitlines() if "/longest/" in path else ():
            length = length + 1 if line.startswith("        ") else 0
            assert length <= 5_000, path


def test_java_says_which_sets_are_too_long() -> None:
    program = longest(7_901)
    with pytest.raises(Unbuildable, match="room for 8,000 fields and features together, the feature set has 8,001"):
        JAVA.emit(program, context(program, identify(program, None)))
