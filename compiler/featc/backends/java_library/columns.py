"""The batch form: rows and features as arrays, one a field. Knows types and names, no operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from featc.backends.java_library.language import raw, stored
from featc.backends.java_library.layout import Layout, Member
from featc.backends.java_library.records import present
from featc.ir import FeatureSet, InputField, Output

#: Fields whose copying one method holds: a method ends at 64 KB.
_PART = 300
#: Arrays that a constructor makes itself, and so may be final.
_FINAL = 4_000

Field = InputField | Output


def column_type(f: Field) -> str:
    """The type of one element of a field's array."""
    if f.type.item is not None:
        return stored(f.type, f.storage) if isinstance(f, Output) else raw(f.type)
    return stored(f.type.bare, f.storage) if isinstance(f, Output) else raw(f.type.bare)


def needs_nulls(f: Field) -> bool:
    """Whether nulls are in an array of their own: of objects, null is itself."""
    return f.type.nullable and f.type.item is None and column_type(f) != "String"


def columns_class(name: str, fields: Sequence[Field], members: dict[str, Member], about: str) -> Iterator[str]:
    """A class of arrays."""
    yield f"/** {about} Times are microseconds since 1970, dates days; see the row's class for what each is. */"
    yield f"public final class {name} {{"
    yield "    final int rows;"
    made = [line for f in fields for line in _made(f, members[f.name])]
    fixed = "final " if len(made) <= _FINAL else ""
    for f in fields:
        member, type = members[f.name].name, column_type(f)
        yield from ("", f"    /** {member}: {f.type}".replace("<", "&lt;").replace(">", "&gt;") + ". */")
        yield f"    public {fixed}{type}[] {member};"
        if needs_nulls(f):
            yield from ("", f"    /** Where {member} is null; its value is not looked at there. */")
            yield f"    public {fixed}boolean[] {members[f.name].null};"
    generic = any(f.type.item is not None for f in fields)
    warned = ('    @SuppressWarnings({"unchecked", "rawtypes"})',) if generic else ()
    yield from (
        "",
        "    /** Arrays for so many rows. */",
        *(warned if fixed else ()),
        f"    public {name}(int rows) {{",
    )
    yield "        this.rows = rows;"
    parts = [made[i : i + _PART] for i in range(0, len(made), _PART)]
    if fixed:
        yield from (f"        {line}" for line in made)
    else:
        yield from (f"        make{i}();" for i in range(1, len(parts) + 1))
    yield "    }"
    for i, part in enumerate(() if fixed else parts, 1):
        yield from ("", *warned, f"    private void make{i}() {{", *(f"        {line}" for line in part), "    }")
    yield from (
        "",
        "    /** How many rows there are. */",
        "    public int rows() {",
        "        return rows;",
        "    }",
    )
    yield "}"


def _made(f: Field, member: Member) -> Iterator[str]:
    yield f"{member.name} = new {column_type(f).partition('<')[0]}[rows];"
    if needs_nulls(f):
        yield f"{member.null} = new boolean[rows];"


def batch_class(featureset: FeatureSet, names: Layout) -> Iterator[str]:
    """The class that copies between arrays and single rows."""
    inputs, features = featureset.input.wire_fields, featureset.features
    bits = present(inputs)
    words = (len(bits) + 63) // 64
    yield "/** Rows read out of arrays, features written into them. */"
    yield f"final class {names.main}Batch {{"
    yield f"    private {names.main}Batch() {{}}"
    loads = [line for f in inputs for line in _load(f, names.inputs[f.name])]
    loads[:0] = [f"in.set{i} = -1L;" for i in range(words)]
    stores = [line for f in features for line in _store(f, names.features[f.name])]
    yield from _parts("load", f"{names.row} in, {names.row}Columns from, int i", "in, from, i", loads)
    yield from _parts("store", "Features out, FeaturesColumns to, int i", "out, to, i", stores)
    yield "}"


def _load(f: InputField, member: Member) -> Iterator[str]:
    value = f"from.{member.name}[i]"
    if needs_nulls(f):
        value = f"from.{member.null}[i] ? null : ({raw(f.type)}) {value}"
    yield f"in.{member.name} = {value};"


def _store(f: Output, member: Member) -> Iterator[str]:
    value = f"out.{member.name}"
    if not needs_nulls(f):
        yield f"to.{member.name}[i] = {value};"
        return
    zero = "false" if column_type(f) == "boolean" else "0"
    yield f"to.{member.null}[i] = {value} == null;"
    yield f"to.{member.name}[i] = {value} == null ? {zero} : {value};"


def _parts(name: str, params: str, args: str, lines: Sequence[str]) -> Iterator[str]:
    """A method, in parts where it is long."""
    chunks = [lines[i : i + _PART] for i in range(0, len(lines), _PART)] or [[]]
    yield from ("", f"    static void {name}({params}) {{")
    if len(chunks) == 1:
        yield from (f"        {line}" for line in lines)
        yield "    }"
        return
    yield from (f"        {name}{i}({args});" for i in range(1, len(chunks) + 1))
    yield "    }"
    for i, chunk in enumerate(chunks, 1):
        yield from ("", f"    private static void {name}{i}({params}) {{")
        yield from (f"        {line}" for line in chunk)
        yield "    }"
