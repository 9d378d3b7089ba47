"""The Java library's files: `java/pom.xml`, the classes, the runtime that they need. Knows no operation, no gRPC."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from featc.backends.base import Context, Unbuildable
from featc.backends.java_library import poms, printer
from featc.backends.java_library.check import Checks
from featc.backends.java_library.columns import batch_class, columns_class
from featc.backends.java_library.constants import Constants, declared
from featc.backends.java_library.language import Java, has_helper
from featc.backends.java_library.layout import RESERVED, Layout, layout
from featc.backends.java_library.records import features_class, row_class
from featc.backends.naming import Namer
from featc.backends.nativecode import sources
from featc.backends.nativecode.emitter import Emitter, lowered
from featc.backends.nativecode.parts import STEPS, Parts, alive, mapped_statement, split
from featc.ir import FeatureSet

#: Statements of one method, which ends at 64 KB of code.
_PART = 300
#: Fields and features together: a class has 65,535 constants, and some eight a field.
_FIELDS = 8_000
#: Fields that one method checks.
_CHECKED = 200

_IMPORTS = {
    "Arrays": "java.util", "HashSet": "java.util", "List": "java.util", "Map": "java.util", "Set": "java.util",
    "ArrayList": "java.util", "LinkedHashMap": "java.util",
    "Instant": "java.time", "LocalDateTime": "java.time", "LocalDate": "java.time",
    "Duration": "java.time",
}  # fmt: skip
#: Strings and comments: no name in them is used.
_NO_CODE = re.compile(r'"(?:[^"\\]|\\.)*"|//.*|^ */?\*.*|/\*\*.*\*/', re.MULTILINE)


class JavaLibrary:
    """Plain Java, in-process."""

    name = "java_library"
    group = "java"
    unsupported: dict[str, str] = {}  # noqa: RUF012 (the protocol's attribute)

    def supports(self, op: str) -> bool:
        return lowered(op, Java.operators, has_helper)

    def emit(self, featureset: FeatureSet, context: Context) -> dict[str, bytes]:
        if (count := len(featureset.input.wire_fields) + len(featureset.features)) > _FIELDS:
            raise Unbuildable(
                f"Java's classes have room for {_FIELDS:,} fields and features together, the feature set has {count:,}",
                "divide the feature set, or name the targets: --target python,go",
            )
        names = layout(featureset)
        files = {path: text.encode() for path, text in library(featureset, context).items()}
        files["java/pom.xml"] = poms.aggregator(names, ("runtime", names.artifact)).encode()
        files[f"java/{names.artifact}/pom.xml"] = poms.library(names).encode()
        for path, content in sources.files("java", "runtime").items():
            files[f"java/runtime/{path}"] = content
        for name in ("LICENSE", "NOTICE"):
            files[f"java/runtime/{name}"] = sources.files("java")[name]
        return files


def library(featureset: FeatureSet, context: Context) -> dict[str, str]:
    """The library's sources and resources by path."""
    names = layout(featureset)
    language = Java(featureset.row.inputs, names.inputs, names.features)
    constants = Constants(names.main)
    emitter = Emitter(featureset.row, context.source, language, Namer(RESERVED), Namer())
    emitter.run()
    checks = Checks(featureset, names)
    constants.take([*emitter.constants, *checks.sets])
    parts = split(alive(emitter.body), _PART)
    bodies = tuple(tuple(mapped_statement(s, constants.rename) for s in body) for body in parts.bodies)
    parts = Parts(bodies, parts.shared)
    about = featureset.doc or "The row that features are computed of."
    row_about = featureset.input.doc or about
    classes: dict[str, Iterable[str]] = {
        names.row: row_class(names.row, featureset.input.wire_fields, names.inputs, row_about),
        "Features": features_class("Features", featureset.features, names.features, "The features of one row."),
        f"{names.row}Columns": columns_class(
            f"{names.row}Columns", featureset.input.wire_fields, names.inputs, "Rows as arrays, one a field."
        ),
        "FeaturesColumns": columns_class(
            "FeaturesColumns", featureset.features, names.features, "Features of rows as arrays, one a feature."
        ),
        names.main: _main(featureset, context, names),
        f"{names.main}Batch": batch_class(featureset, names),
        f"{names.main}Check": _check(names, checks, constants),
        f"{names.main}Compute": _compute(names, parts, constants),
    }
    for holder, held in constants.holders.items():
        if holder != f"{names.main}Compute":
            body = [f"/** What {names.main}Compute needs prepared. */", f"final class {holder} {{", *declared(held)]
            classes[holder] = [*body, "", f"    private {holder}() {{}}", "}"]
    files = {f"{names.folder}/{name}.java": _file(featureset, context, names, lines) for name, lines in classes.items()}
    files.update((f"{names.resources}/{name}", text) for name, text in constants.resources.items())
    return files


def _file(featureset: FeatureSet, context: Context, names: Layout, lines: Iterable[str]) -> str:
    body = list(lines)
    code = _NO_CODE.sub("", "\n".join(body))
    words = set(re.findall(r"(?<![\w.])[A-Z]\w*", code))
    used = [f"{package}.{name}" for name, package in _IMPORTS.items() if name in words]
    used += [f"dev.featc.runtime.{name}" for name in sources.java_helpers() if name in words]
    used = [u for u in used if u.rpartition(".")[2] not in (names.row, names.main, "Features")]
    imports = [f"import {name};" for name in sorted(used)]
    return "\n".join(
        [
            f"// Generated by featc {context.version} from {printer.remark(context.source)}; do not edit.",
            f"// source sha256: {featureset.source_hash}",
            f"// fingerprint:   {context.fingerprint}",
            "",
            f"package {names.package};",
            "",
            *imports,
            *([""] if imports else []),
            *body,
            "",
        ]
    )


def _main(featureset: FeatureSet, context: Context, names: Layout) -> Iterator[str]:
    row = names.row
    yield f"/** Computes the features of {featureset.name}.v{featureset.version}, in-process. */"
    yield f"public final class {names.main} {{"
    yield from ("    /** The feature set's name. */",)
    yield f"    public static final String NAME = {printer.string(f'{featureset.name}.v{featureset.version}')};"
    yield from ("", "    /** What says what it computes. */")
    yield f"    public static final String FINGERPRINT = {printer.string(context.fingerprint)};"
    yield from ("", f"    private {names.main}() {{}}", "")
    yield "    /** The features of one row. Throws {@link RowException} with all that is wrong with a bad one. */"
    yield f"    public static Features transform({row} row) {{"
    yield "        FloatingPoint.check();"
    yield f"        List<Violation> found = {names.main}Check.violations(row);"
    yield from ("        if (found != null) {", "            throw new RowException(found);", "        }")
    yield "        Features features = new Features();"
    yield f"        {names.main}Compute.compute(row, features);"
    yield from ("        return features;", "    }", "")
    yield "    /** What is wrong with a row, in the order of the fields, at most one a field; empty for a good one. */"
    yield f"    public static List<Violation> violations({row} row) {{"
    yield f"        List<Violation> found = {names.main}Check.violations(row);"
    yield from ("        return found == null ? List.of() : List.copyOf(found);", "    }", "")
    yield "    /**"
    yield "     * The features of many rows, written into arrays of at least as many. The result is null if all rows"
    yield "     * are good, else it has an exception at the place of each bad one, whose features are not written."
    yield "     */"
    yield f"    public static RowException[] transformBatch({row}Columns in, FeaturesColumns out) {{"
    yield "        FloatingPoint.check();"
    yield "        RowException[] bad = null;"
    yield f"        {row} row = {row}.builder().build();"
    yield "        for (int i = 0; i < in.rows; i++) {"
    yield f"            {names.main}Batch.load(row, in, i);"
    yield f"            List<Violation> found = {names.main}Check.violations(row);"
    yield "            if (found == null) {"
    yield "                Features features = new Features();"
    yield f"                {names.main}Compute.compute(row, features);"
    yield f"                {names.main}Batch.store(features, out, i);"
    yield "            } else {"
    yield "                bad = bad == null ? new RowException[in.rows] : bad;"
    yield "                bad[i] = new RowException(found);"
    yield from ("            }", "        }", "        return bad;", "    }", "}")


def _check(names: Layout, checks: Checks, constants: Constants) -> Iterator[str]:
    home = constants.holders.get(f"{names.main}Compute", ())
    inside = {name for name, _, _ in home}

    def placed(line: str) -> str:
        for name, _, _ in checks.sets:
            if f"!{name}." in line:
                path = constants.path(name)
                return line.replace(f"!{name}.", f"!{names.main}Compute.{path}." if name in inside else f"!{path}.")
        return line

    yield "/** Finds what is wrong with a row. */"
    yield f"final class {names.main}Check {{"
    yield f"    private {names.main}Check() {{}}"
    chunks = [checks.fields[i : i + _CHECKED] for i in range(0, len(checks.fields), _CHECKED)] or [[]]
    yield from ("", "    /** All violations in the order of the fields, null if there are none. */")
    yield f"    static List<Violation> violations({names.row} in) {{"
    yield "        List<Violation> found = null;"
    if len(chunks) == 1:
        yield from (f"        {placed(line)}" for lines in chunks[0] for line in lines)
    else:
        yield from (f"        found = violations{i}(in, found);" for i in range(1, len(chunks) + 1))
    yield from ("        return found;", "    }")
    if len(chunks) > 1:
        for i, chunk in enumerate(chunks, 1):
            yield from (
                "",
                f"    private static List<Violation> violations{i}({names.row} in, List<Violation> found) {{",
            )
            yield from (f"        {placed(line)}" for lines in chunk for line in lines)
            yield from ("        return found;", "    }")
    yield "}"


def _compute(names: Layout, parts: Parts, constants: Constants) -> Iterator[str]:
    held = constants.holders.get(f"{names.main}Compute", [])
    yield f"/** The features of {names.main}. */"
    yield f"final class {names.main}Compute {{"
    yield from declared(held)
    yield from ([""] if held else [])
    yield f"    private {names.main}Compute() {{}}"
    yield from ("", "    /** Sets all features of a checked row, in order. */")
    yield f"    static void compute({names.row} in, Features out) {{"
    if len(parts.bodies) == 1:
        yield from printer.BLOCKS.lines(parts.bodies[0], 2)
        yield from ("    }", "}")
        return
    yield f"        PartValues {STEPS} = new PartValues();"
    yield from (f"        compute{i}(in, out, {STEPS});" for i in range(1, len(parts.bodies) + 1))
    yield "    }"
    for i, body in enumerate(parts.bodies, 1):
        yield from ("", f"    private static void compute{i}({names.row} in, Features out, PartValues {STEPS}) {{")
        yield from printer.BLOCKS.lines(body, 2)
        yield "    }"
    yield from (
        "",
        "    /** The values that more than one part needs. */",
        "    private static final class PartValues {",
    )
    yield from _steps(parts.shared)
    yield from ("    }", "}")


def _steps(shared: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, type in shared:
        yield f"        {type} {name};"


BACKEND = JavaLibrary()
