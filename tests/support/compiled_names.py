"""Many built feature sets, compiled at once: Go in one workspace, Java in one project, Python in one process.

Knows compilers, no name.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from native import run_tool

from featc import pipeline, writer
from featc.backends.go_library.layout import GO_VERSION, RUNTIME
from featc.backends.go_library.layout import layout as go_layout
from featc.backends.go_service.names import names as go_names
from featc.backends.java_library import poms
from featc.backends.java_library.layout import GROUP, RUNTIME_VERSION
from featc.backends.java_library.layout import layout as java_layout
from featc.backends.java_service import pom
from featc.backends.java_service.names import names as java_names
from featc.backends.proto.schema import build_descriptor
from featc.ir import FeatureSet
from featc.resolve.naming import json_name


def build(programs: Sequence[FeatureSet], targets: Sequence[str], folder: Path) -> list[Path]:
    """Writes each program's files as a build does; their folders."""
    folders = []
    for i, program in enumerate(programs):
        files = pipeline.build(program, targets=targets).files
        folders.append(folder / f"s{i}")
        writer.write_tree(folders[-1], files)
    return folders


def compile_go(programs: Sequence[FeatureSet], folders: Sequence[Path], folder: Path) -> None:
    """Builds and vets every module, and a program of another module that imports all libraries and clients.

    The program then sends a row and features of each set through its messages.
    """
    runtime = folders[0] / "go" / "runtime"
    used, imports, calls = [], [], []
    for i, (program, place) in enumerate(zip(programs, folders, strict=True)):
        of, called = go_layout(program), go_names(program)
        used += [place / "go", place / "go" / "service"]
        imports += [f'l{i} "{of.module}"', f'c{i} "{of.service}/client"', f'w{i} "{of.service}/wire"']
        imports += [f'p{i} "{of.service}/{called.pb}"']
        calls.append(
            f"\tvar r{i} l{i}.{of.row}\n\tvar f{i} l{i}.Features\n\tvar m{i} p{i}.{called.row_message}\n"
            f"\tvar n{i} p{i}.Features\n\tw{i}.Write{of.row}(&r{i}, &m{i})\n\tw{i}.WriteFeatures(&f{i}, &n{i})\n"
            f"\t_, _ = c{i}.New, l{i}.TransformInto\n\tcheck(&m{i}, new(p{i}.{called.row_message}))\n"
            f"\tcheck(&n{i}, new(p{i}.Features))\n"
        )
    main = folder / "consumer"
    main.mkdir()
    (main / "go.mod").write_text(f"module example.org/consumer\n\ngo {GO_VERSION}\n", encoding="utf-8")
    (main / "main.go").write_text(
        'package main\n\nimport (\n\t"google.golang.org/protobuf/proto"\n\t'
        + "\n\t".join(imports)
        + "\n)\n\nfunc check(sent, got proto.Message) {\n\tdata, err := proto.Marshal(sent)\n\tif err == nil {\n"
        + "\t\terr = proto.Unmarshal(data, got)\n\t}\n\tif err != nil || !proto.Equal(sent, got) {\n"
        + "\t\tpanic(sent)\n\t}\n}\n\nfunc main() {\n"
        + "".join(calls)
        + "}\n",
        encoding="utf-8",
    )
    wanted = re.search(r"^go .*$", (folders[0] / "go" / "service" / "go.mod").read_text(encoding="utf-8"), re.MULTILINE)
    assert wanted is not None
    (folder / "go.work").write_text(
        f"{wanted[0]}\n\nuse (\n" + "".join(f"\t{place}\n" for place in [*used, main]) + ")\n\n"
        f"replace {RUNTIME} => {runtime}\n\nreplace {RUNTIME}/service => {runtime}/service\n",
        encoding="utf-8",
    )
    modules = [path for program in programs for path in (go_layout(program).module, go_layout(program).service)]
    patterns = [f"{module}/..." for module in modules]
    flags = {"GOFLAGS": "-buildvcs=false", "GOWORK": str(folder / "go.work")}
    run_tool(["go", "vet", *patterns], folder, **flags)
    run_tool(["go", "run", "example.org/consumer"], folder, **flags)


def compile_java(programs: Sequence[FeatureSet], folders: Sequence[Path], folder: Path) -> None:
    """Compiles every library, and every service with protobuf's classes, in one run of Maven.

    A program then tells the schema of each, as its server does to those who ask: it has the schema's own names.
    """
    project = folder / "all"
    for program, place in zip(programs, folders, strict=True):
        called = java_names(program)
        for artifact in (called.library.artifact, called.artifact):
            for part in ("java", "proto", "resources"):
                _merge(place / "java" / artifact / "src" / "main" / part, project / "src" / "main" / part)
    first = java_names(programs[0])
    context = pipeline.context(programs[0], pipeline.identify(programs[0], None))
    text = pom.module(programs[0], context, first)
    library = poms.dependency(first.library.package, first.library.artifact, "1.0.0")
    assert library in text
    (project / "pom.xml").write_text(
        text.replace(library, poms.dependency(GROUP, "featc-runtime", RUNTIME_VERSION)), encoding="utf-8"
    )
    modules = (f"{folders[0].name}/java/runtime", f"{folders[0].name}/java/runtime-service", "all")
    (folder / "pom.xml").write_text(poms.aggregator(java_layout(programs[0]), modules), encoding="utf-8")
    answers = [f"{called.package}.{called.stem}Answers" for called in map(java_names, programs)]
    probe = project / "src" / "main" / "java" / "probe" / "Probe.java"
    probe.parent.mkdir()
    probe.write_text(_PROBE, encoding="utf-8")
    run_tool(["mvn", "-q", "-B", "package"], folder)
    jars = f"{project / 'target' / 'classes'}{os.pathsep}{project / 'target' / 'lib' / '*'}"
    told = run_tool(["java", "-cp", jars, "probe.Probe", *answers], folder).splitlines()
    wanted = []
    for program in programs:
        numbers = pipeline.identify(program, None).numbers()
        for message in build_descriptor(program, numbers).message_type:
            wanted += [f"{program.name} {message.name}.{f.name} {f.number} {json_name(f.name)}" for f in message.field]
    assert sorted(told) == sorted(wanted)


_PROBE = """\
package probe;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.featc.runtime.service.Answers;
import java.lang.reflect.Constructor;

final class Probe {
    private Probe() {}

    public static void main(String[] args) throws Exception {
        for (String name : args) {
            Constructor<?> made = Class.forName(name).getDeclaredConstructor();
            made.setAccessible(true);
            Answers answers = (Answers) made.newInstance();
            String set = answers.name().substring(0, answers.name().lastIndexOf('.'));
            for (Descriptor message : answers.schema().getMessageTypes()) {
                for (FieldDescriptor f : message.getFields()) {
                    String path = message.getName() + "." + f.getName();
                    System.out.println(set + " " + path + " " + f.getNumber() + " " + f.getJsonName());
                }
            }
        }
    }
}
"""


def _merge(source: Path, target: Path) -> None:
    for path in sorted(p for p in source.rglob("*") if p.is_file()):
        place = target / path.relative_to(source)
        assert not place.exists(), place
        place.parent.mkdir(parents=True, exist_ok=True)
        path.rename(place)


def import_python(programs: Sequence[FeatureSet], folders: Sequence[Path]) -> None:
    """Imports every package with its service, in a process of its own; its stubs are Python too."""
    for place in folders:
        for stub in (place / "python").rglob("*.pyi"):
            ast.parse(stub.read_text(encoding="utf-8"), str(stub))
    code = "import importlib, sys, warnings\nwarnings.simplefilter('error', SyntaxWarning)\n"
    for program, place in zip(programs, folders, strict=True):
        code += (
            f"sys.path.insert(0, {str(place / 'python')!r})\nm = importlib.import_module({program.name!r})\n"
            f"s = importlib.import_module({program.name + '.service'!r})\nassert m.NAME == s.SPEC.name\n"
            f"importlib.import_module({f'{program.name}.v{program.version}.{program.name}_pb2_grpc'!r})\nsys.path.pop(0)\n"
        )
    run_tool([sys.executable, "-c", code], folders[0])
