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
from featc.backends.java_service.names import names
from featc.backends.java_service.protobuf import accessors
from featc.cli import run
from featc.ir import FeatureSet, InputField
from featc_dsl import types as fdl

#: What Java, protobuf's classes and the generated files use names for.
WORDS = (
    "class", "int", "package", "row", "bad", "message", "builder", "build", "features", "made", "notify", "hash_code",
    "all_fields", "cached_size", "default_instance_for_type", "descriptor_for_type", "initialization_error_string",
    "parser_for_type", "serialized_size", "unknown_fields", "a1b", "a1_b", "n_7d", "get", "x_y_z", "field", "parser",
)  # fmt: skip


def named(name: str, row: str, words: tuple[str, ...], **options: str) -> FeatureSet:
    """A feature set whose fields have these names."""
    base = program(name, [InputField(word, "c", fdl.INT64.with_null(), SPAN) for word in dict.fromkeys(words)])
    return replace(base, input=replace(base.input, name=row), options=options)


PROGRAMS = {
    "words": named("values", "Result", (*WORDS, *KEYWORDS, "default_instance")),
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


def test_names_that_protobuf_cannot_have() -> None:
    """In Java's own schema they are others; numbers and names in JSON are the schema's."""
    words = ("x", "x_bytes", "x_field", "descriptor", "descriptor_field", "bit_field0", "get_x", "x_value", "class")
    base = program("sets", [InputField(word, "c", fdl.STRING, SPAN) for word in words])
    of = replace(base, input=replace(base.input, name="Builder"))
    files = backend.module(of, context(of))
    text = files["src/main/proto/sets/v1/sets.proto"]
    assert "\nmessage BuilderRow {" in text
    wanted = (("x_bytes_field", 2, "xBytes"), ("descriptor_field_field", 4, "descriptor"))
    for name, number, told in (*wanted, ("bit_field0_field", 6, "bitField0")):
        assert text.count(f'optional string {name} = {number} [json_name = "{told}"];') == 2
    assert text.count("json_name") == 6
    (answers,) = [text for path, text in files.items() if path.endswith("SetsAnswers.java")]
    assert '"BuilderRow.x_bytes_field x_bytes"' in answers
    assert '"BuilderRow Builder"' in answers


def test_a_text_and_its_bytes(tmp_path: Path) -> None:
    """Two names that people use together: protobuf has getters for the bytes of a text."""
    source = tmp_path / "set.fdl"
    text = "featureset sets.v1\n\ninput Row { title: string\n  title_bytes: int64 }\n\nfeature y = title_bytes\n"
    source.write_text(text, encoding="utf-8")
    assert run(["build", str(source), "-o", str(tmp_path / "out"), "--target", "java,proto"]) == 0
    (public,) = (tmp_path / "out" / "sets" / "proto").rglob("*.proto")
    assert "optional int64 title_bytes = 2;" in public.read_text(encoding="utf-8")


def test_wide_messages() -> None:
    """Methods are cut before they are too long; protobuf's classes of wide messages are small ones, or none."""

    def wide(count: int) -> FeatureSet:
        return program("wide", [InputField(f"f{i}", "c", fdl.STRING, SPAN) for i in range(count)])

    for count, small in ((1000, False), (1001, True)):
        files = backend.module(wide(count), context(wide(count)))
        assert ("optimize_for = CODE_SIZE" in files["src/main/proto/wide/v1/wide.proto"]) == small
        (text,) = [text for path, text in files.items() if path.endswith("WideWire.java")]
        methods = text.split("\n    }\n")
        assert max(m.count("\n") for m in methods) < 1300
    with pytest.raises(Unbuildable, match="room for 2500 fields, a message has 2501"):
        backend.module(wide(2501), context(wide(2501)))
