"""The Java module as it is written: Maven builds it as it stands, javac warns of nothing, any names get along."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from native import JavaPrograms, run_tool
from wire_support import KEYWORDS, SPAN, context, numbers, program

from featc import pipeline, writer
from featc.backends.base import Unbuildable
from featc.backends.java_service import backend
from featc.backends.java_service.names import accessors, names
from featc.cli import run
from featc.ir import InputField, Program
from featc_dsl import types as fdl

#: What Java, protobuf's classes and the generated files use names for.
WORDS = (
    "class", "int", "package", "row", "bad", "message", "builder", "build", "features", "made", "notify", "hash_code",
    "all_fields", "cached_size", "default_instance_for_type", "descriptor_for_type", "initialization_error_string",
    "parser_for_type", "serialized_size", "unknown_fields", "a1b", "a1_b", "n_7d", "get", "x_y_z", "field", "parser",
)  # fmt: skip
_IMPOSSIBLE = ("descriptor", "default_instance")


def named(name: str, row: str, words: tuple[str, ...], **options: str) -> Program:
    """A feature set whose fields have these names."""
    base = program(name, [InputField(word, "c", fdl.INT64.with_null(), SPAN) for word in dict.fromkeys(words)])
    return replace(base, input=replace(base.input, name=row), options=options)


PROGRAMS = {
    "words": named("values", "Result", tuple(w for w in (*WORDS, *KEYWORDS) if w not in _IMPOSSIBLE)),
    "nothing": replace(
        program("client", [], doc='Card "fraud" */ é `x` \\u002a/.\nIn two lines.'),
        options={"java_package": "com.example.row"},
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_builds_as_it_stands(name: str, tmp_path: Path) -> None:
    if missing := JavaPrograms.missing():
        pytest.skip(missing)
    of = PROGRAMS[name]
    built = pipeline.build(of, targets=["java"])
    assert built.files == pipeline.build(of, targets=["java"]).files
    writer.write_tree(tmp_path / "out", built.files)
    run_tool(["mvn", "-q", "-B", "package"], tmp_path / "out" / "java")
    module = tmp_path / "out" / "java" / names(of).artifact
    assert (module / "target" / f"{names(of).artifact}.jar").exists()
    sources = [str(p) for p in (module / "src").rglob("*.java")]
    jars = os.pathsep.join(map(str, [module / "target" / "classes", *(module / "target" / "lib").glob("*.jar")]))
    flags = ["--release", "17", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-proc:none", "-d", str(tmp_path / "c")]
    run_tool(["javac", *flags, "-cp", jars, *sources], module)


def test_names_are_protobufs() -> None:
    of = PROGRAMS["words"]
    found = accessors(of.features, "Features", numbers(of))
    wanted = {"class": "Class_", "a1_b": "A1B", "n_7d": "N7D", "x_y_z": "XYZ", "all_fields": "AllFields_", "row": "Row"}
    given = numbers(of).fields["Features"]
    wanted["a1_b"] += str(given["a1_b"])
    assert {name: found[name] for name in wanted} == wanted
    assert found["a1b"] == f"A1B{given['a1b']}"


@pytest.mark.parametrize("name", _IMPOSSIBLE)
def test_names_that_protobuf_cannot_have(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "set.fdl"
    source.write_text(f"featureset sets.v1\n\ninput Row {{ x: int64 }}\n\nfeature {name} = x\n", encoding="utf-8")
    assert run(["build", str(source), "-o", str(tmp_path / "out"), "--target", "java"]) == 1
    error = capsys.readouterr().err
    assert f"`{name}` of Features: protobuf's classes in Java cannot have a field of this name" in error
    assert "--target" in error
    assert not (tmp_path / "out").exists()
    assert run(["build", str(source), "-o", str(tmp_path / "out"), "--target", "python"]) == 0


def test_wide_messages() -> None:
    """Methods are cut before they are too long; protobuf's classes of wide messages are small ones, or none."""

    def wide(count: int) -> Program:
        return program("wide", [InputField(f"f{i}", "c", fdl.STRING, SPAN) for i in range(count)])

    for count, small in ((1000, False), (1001, True)):
        files = backend.module(wide(count), context(wide(count)))
        assert ("optimize_for = CODE_SIZE" in files["src/main/proto/wide/v1/wide.proto"]) == small
        (text,) = [text for path, text in files.items() if path.endswith("WideWire.java")]
        methods = text.split("\n    }\n")
        assert max(m.count("\n") for m in methods) < 1300
    with pytest.raises(Unbuildable, match="room for 2500 fields, a message has 2501"):
        backend.module(wide(2501), context(wide(2501)))
