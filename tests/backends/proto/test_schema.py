"""The schema: its text is its descriptor, buf finds nothing in it, and Python's classes of it work."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet
from grpc_tools import protoc
from wire_support import KEYWORDS, SPAN, context, every_type, numbers, program

from featc.backends.base import Numbers
from featc.backends.proto.backend import BACKEND
from featc.backends.proto.printer import print_proto
from featc.backends.proto.schema import build_comments, build_descriptor
from featc.backends.python_service.backend import BACKEND as SERVICE
from featc.ir import FeatureSet, InputField, Output
from featc.resolve.naming import GENERATED_MESSAGES
from featc_dsl import types as fdl

BUF = Path(sys.executable).with_name("buf")


def keywords() -> list[InputField]:
    return [InputField(name, "c", fdl.INT64.with_null(), SPAN) for name in KEYWORDS]


PROGRAMS = {
    "types": program("card_fraud", every_type(), doc="Card fraud."),
    "keywords": program("flights", keywords()),
    "one": program("x", [InputField("a_1", "c", fdl.BOOL, SPAN)]),
    "none": program("y", []),
}


def write(root: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)


def compiled(tmp_path: Path, name: str, text: str) -> FileDescriptorProto:
    """What protoc makes of the text."""
    write(tmp_path, {name: text.encode()})
    out = tmp_path / "set.bin"
    well_known = Path(protoc.__file__).parent / "_proto"
    status = protoc.main(["protoc", f"-I{tmp_path}", f"-I{well_known}", f"--descriptor_set_out={out}", name])
    assert status == 0
    (file,) = FileDescriptorSet.FromString(out.read_bytes()).file
    for message in file.message_type:
        for field in message.field:
            field.ClearField("json_name")  # protoc writes the default down
    return file


def same_schema(tmp_path: Path, of: FeatureSet, given: Numbers) -> FileDescriptorProto:
    built = build_descriptor(of, given)
    assert compiled(tmp_path, built.name, print_proto(built, build_comments(of))) == built
    return built


@pytest.mark.parametrize("which", PROGRAMS)
def test_text_is_descriptor(tmp_path: Path, which: str) -> None:
    same_schema(tmp_path, PROGRAMS[which], numbers(PROGRAMS[which]))


@pytest.mark.parametrize("which", PROGRAMS)
def test_buf_lint(tmp_path: Path, which: str) -> None:
    write(tmp_path, BACKEND.emit(PROGRAMS[which], context(PROGRAMS[which])))
    done = run(BUF, "lint", cwd=tmp_path / "proto")
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


def test_names_and_presence() -> None:
    built = build_descriptor(PROGRAMS["types"], numbers(PROGRAMS["types"]))
    assert (built.name, built.package) == ("card_fraud/v1/card_fraud.proto", "card_fraud.v1")
    (service,) = built.service
    assert service.name == "CardFraudService"
    assert [m.name for m in service.method] == ["Transform", "TransformBatch", "TransformStream", "GetFeatureSet"]
    scalars = [
        (m.name, f)
        for m in built.message_type
        for f in m.field
        if f.type != f.TYPE_MESSAGE and f.label != f.LABEL_REPEATED
    ]
    assert all(f.proto3_optional for _, f in scalars)


def test_only_used_messages_and_imports() -> None:
    built = build_descriptor(PROGRAMS["one"], numbers(PROGRAMS["one"]))
    assert not built.dependency
    assert not [m.name for m in built.message_type if m.name.endswith("List") or m.name.startswith("Nullable")]


def test_types_on_the_wire() -> None:
    built = build_descriptor(PROGRAMS["types"], numbers(PROGRAMS["types"]))
    text = print_proto(built, {})
    for line in (
        "optional double float64_given", "optional float float32 ", "optional int32 int32 ",
        "optional string date_given",
        "optional string datetime_maybe", "google.protobuf.Timestamp timestamp_given",
        "google.protobuf.Duration duration_maybe", "DoubleList float64_list", "NullableFloatList float32_holes",
        "StringList datetime_list", "TimestampList timestamp_list", "NullableDurationList duration_holes",
    ):  # fmt: skip
        assert text.count(f"  {line}") == 2, line


def test_numbers_of_the_lock(tmp_path: Path) -> None:
    of = program("flights", [InputField(n, "c", fdl.INT64, SPAN) for n in ("a", "b", "c")])
    reserved = {"Features": ((2, "old"), (3, "older"), (4, ""), (9, "last"))}
    given = Numbers({"Flight": {"a": 3, "b": 2, "c": 1}, "Features": {"a": 1, "b": 20000, "c": 5}}, reserved)
    built = same_schema(tmp_path, of, given)
    text = print_proto(built, {})
    assert '  reserved 2 to 4, 9;\n  reserved "last", "old", "older";\n' in text
    assert "optional int64 c = 1;\n  optional int64 b = 2;\n  optional int64 a = 3;" in text
    assert "optional int64 b = 20000;" in text


def test_a_field_without_number_is_an_error() -> None:
    of = program("flights", [InputField("a", "c", fdl.INT64, SPAN)])
    with pytest.raises(KeyError):
        build_descriptor(of, Numbers({"Flight": {}, "Features": {}}))


def test_labels_do_not_travel() -> None:
    fields = [InputField("a", "c", fdl.INT64, SPAN), InputField("y", "c", fdl.BOOL, SPAN, label=True)]
    of = program("flights", fields)
    built = build_descriptor(of, numbers(of))
    (row,) = [m for m in built.message_type if m.name == "Flight"]
    assert [f.name for f in row.field] == ["a"]


def test_comments_cannot_break_out(tmp_path: Path) -> None:
    doc = 'one */ // two\r} message X {}\u2028 \u202e three\x00\n}\noption java_package = "x";'
    of = program("flights", [InputField("a", "c", fdl.INT64, SPAN, doc=doc)], doc=doc)
    built = same_schema(tmp_path, of, numbers(of))
    text = print_proto(built, build_comments(of))
    assert '  // one */ // two } message X {}    three\n  // }\n  // option java_package = "x";\n  // int64\n' in text


def test_options(tmp_path: Path) -> None:
    of = program("flights", [])
    options = build_descriptor(of, numbers(of)).options
    assert options.go_package == "featc.local/flights/service/flightspb;flightspb"
    assert options.java_package == "flights.v1.proto"
    of.options.update(go_module='ex"am\\ple.com/é', java_package="com.example")
    built = same_schema(tmp_path, of, numbers(of)).options
    assert built.go_package == 'ex"am\\ple.com/é/service/flightspb;flightspb'
    assert built.java_package == "com.example.proto"


@pytest.mark.parametrize("which", ["types", "keywords"])
def test_python_classes(tmp_path: Path, which: str) -> None:
    of = PROGRAMS[which]
    files = SERVICE.emit(of, context(of))
    assert files == SERVICE.emit(of, context(of))
    folder = f"python/{of.name}/v1"
    stems = (f"{of.name}_pb2.py", f"{of.name}_pb2.pyi", f"{of.name}_pb2_grpc.py", "__init__.py")
    assert {f"{folder}/{stem}" for stem in stems} < set(files)
    write(tmp_path, files)
    write(tmp_path, {f"python/{of.name}/__init__.py": b""})
    code = (
        f"import {of.name}.v1.{of.name}_pb2_grpc as stubs, {of.name}.v1.{of.name}_pb2 as pb2\n"
        f"print(pb2.DESCRIPTOR.name, pb2.Flight().ByteSize(), hasattr(stubs, '{_service(of)}Stub'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "python", capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.stdout.split()) == ("", [f"{of.name}/v1/{of.name}.proto", "0", "True"])


def test_docstrings_are_no_code() -> None:
    """Protoc writes comments into Python's docstrings as they are."""
    evil = 'x """\nraise SystemExit("ran")\n\\N{x} \\'
    of = program("flights", [InputField("a", "c", fdl.BOOL, SPAN, doc=evil)], doc=evil)
    for name, data in SERVICE.emit(of, context(of)).items():
        if name.endswith((".py", ".pyi")):
            nodes = ast.walk(ast.parse(data))
            assert not [n for n in nodes if isinstance(n, ast.Name) and n.id == "SystemExit"], name


def test_names_of_messages_are_kept_from_inputs() -> None:
    of = PROGRAMS["types"]
    made = {m.name for m in build_descriptor(of, numbers(of)).message_type} - {of.input.name}
    assert made <= GENERATED_MESSAGES


def test_service_module_is_formatted(tmp_path: Path) -> None:
    of = PROGRAMS["types"]
    files = {n: d for n, d in SERVICE.emit(of, context(of)).items() if n.endswith(("service.py", "__main__.py"))}
    assert len(files) == 2
    write(tmp_path, files)
    ruff = [sys.executable, "-m", "ruff"]
    config = ["--isolated", "--config", "line-length=100"]
    formatted = subprocess.run(
        [*ruff, "format", "--check", *config, tmp_path], capture_output=True, text=True, check=False
    )
    assert (formatted.returncode, formatted.stderr) == (0, ""), formatted.stdout
    checked = subprocess.run(
        [*ruff, "check", "--select=E,F,I,W", *config, tmp_path], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def _service(of: FeatureSet) -> str:
    (service,) = build_descriptor(of, numbers(of)).service
    return service.name


def test_dependencies_in_the_notes() -> None:
    fields = [InputField(name, "c", fdl.INT64, SPAN) for name in ("a", "b", "c")]
    of = program("flights", fields)
    a, b, c = (f.node for f in of.features)
    ab = of.graph.node("add.int64", (b, a), (), fdl.INT64)
    abc = of.graph.node("add.int64", (ab, c), (), fdl.INT64)
    one = of.graph.const(1, fdl.INT64)
    nodes = {"last": c, "sum": abc, "part": ab, "one": one}
    outputs = tuple(Output(n, x, fdl.INT64, SPAN, doc="D") for n, x in nodes.items())
    of = replace(of, row=replace(of.row, outputs=outputs))
    text = SERVICE.emit(of, context(of))["python/flights/service.py"].decode()
    for line in (
        '"last": FeatureNote(doc="D", inputs=("c",))',
        '"sum": FeatureNote(doc="D", inputs=("a", "b", "c"))',
        '"part": FeatureNote(doc="D", inputs=("a", "b"))',
        '"one": FeatureNote(doc="D")',
    ):
        assert f"    {line},\n" in text
