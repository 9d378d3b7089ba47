"""The classes of rows and of features: members, getters, a builder. Knows types and names, no operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from featc.backends.java_library import printer
from featc.backends.java_library.language import boxed, raw, stored
from featc.backends.java_library.layout import Member, is_time, raw_suffix
from featc.ir import InputField, Output
from featc_dsl.types import Kind, Type

_TIMES = {
    Kind.TIMESTAMP: ("Instant", "instant"), Kind.DATETIME: ("LocalDateTime", "dateTime"),
    Kind.DATE: ("LocalDate", "date"), Kind.DURATION: ("Duration", "duration"),
}  # fmt: skip

#: Features that one method takes: a method ends at 64 KB.
_PART = 300

Field = InputField | Output


def present(fields: Sequence[InputField]) -> dict[str, tuple[int, int]]:
    """Fields whose presence needs a bit, since their type has no null: the number of the word, and the bit."""
    needed = [f.name for f in fields if not f.type.nullable and raw(f.type) in ("boolean", "long", "double")]
    return {name: divmod(i, 64) for i, name in enumerate(needed)}


def row_class(name: str, fields: Sequence[InputField], members: dict[str, Member], about: str) -> Iterator[str]:
    """The row: immutable once built."""
    bits = present(fields)
    words = (len(bits) + 63) // 64
    yield from _javadoc(about)
    yield f"public final class {name} {{"
    for f in fields:
        yield f"    {raw(f.type)} {members[f.name].name};"
    for i in range(words):
        yield f"    long set{i};"
    yield "    List<Violation> faults;"
    yield ""
    yield f"    private {name}() {{}}"
    yield from _builder_method(name)
    for f in fields:
        yield ""
        yield from _javadoc(_note(f), 4)
        yield from _getter(f, raw(f.type), members[f.name])
        yield from _has(f, members[f.name], bits)
    yield from ("", "    /** Times that were given and are none of their field's, such as one that is too fine. */")
    yield from (
        "    public List<Violation> faults() {",
        "        return faults == null ? List.of() : List.copyOf(faults);",
    )
    yield from ("    }", "")
    yield from _builder(name, fields, members, bits)
    yield "}"


def features_class(name: str, features: Sequence[Output], members: dict[str, Member], about: str) -> Iterator[str]:
    """The features of one row."""
    yield from _javadoc(about)
    yield f"public final class {name} {{"
    for f in features:
        yield f"    {stored(f.type, f.storage)} {members[f.name].name};"
    yield ""
    yield f"    {name}() {{}}"
    yield from _builder_method(name)
    for f in features:
        yield ""
        yield from _javadoc(_note(f), 4)
        yield from _getter(f, stored(f.type, f.storage), members[f.name])
    yield from _map(features, members)
    yield ""
    yield from _builder(name, features, members, None)
    yield "}"


def _map(features: Sequence[Output], members: dict[str, Member]) -> Iterator[str]:
    """All values under the names that they have in the source."""
    puts = [f"found.put({printer.string(f.name)}, {_value(f, members[f.name])});" for f in features]
    parts = [puts[i : i + _PART] for i in range(0, len(puts), _PART)] or [[]]
    yield from ("", "    /** The features by their names in the source, in order of declaration; null is a value. */")
    yield from (
        "    public Map<String, Object> toMap() {",
        "        Map<String, Object> found = new LinkedHashMap<>();",
    )
    if len(parts) == 1:
        yield from (f"        {line}" for line in puts)
    else:
        yield from (f"        put{i}(found);" for i in range(1, len(parts) + 1))
    yield from ("        return found;", "    }")
    for i, part in enumerate(parts if len(parts) > 1 else [], 1):
        yield from ("", f"    private void put{i}(Map<String, Object> found) {{")
        yield from (f"        {line}" for line in part)
        yield "    }"
    yield from ("", "    /** As toMap() has them. */", "    @Override", "    public String toString() {")
    yield from ("        return toMap().toString();", "    }")


def _builder_method(name: str) -> Iterator[str]:
    yield from ("", "    /** A builder, for one of them. */", "    public static Builder builder() {")
    yield from ("        return new Builder();", "    }")


def _note(f: Field) -> str:
    contracts = "".join(f", {text}" for text in f.asked) if isinstance(f, InputField) else ""
    text = f"{f.type}{f' stored as {f.storage}' if f.storage else ''}{contracts}"
    return f"{f.doc.rstrip('.')}. {text}." if f.doc else f"{text}."


def _javadoc(words: str, indent: int = 0) -> Iterator[str]:
    blank = " " * indent
    lines = printer.doc(words).splitlines() or [""]
    if len(lines) == 1:
        yield f"{blank}/** {lines[0]} */"
        return
    yield f"{blank}/**"
    for line in lines:
        yield f"{blank} * {line}".rstrip()
    yield f"{blank} */"


def _public(type: Type, own: str) -> str:
    """The public type of a time, or of a list of times; of anything else its own."""
    if type.item is not None and type.item.kind in _TIMES:
        return f"List<{_TIMES[type.item.kind][0]}>"
    return _TIMES[type.kind][0] if type.kind in _TIMES else own


def _value(f: Field, member: Member) -> str:
    """What a getter gives: times as java.time has them."""
    if not is_time(f):
        return member.name
    function = _TIMES[(f.type.item or f.type).kind][1]
    if f.type.item is not None:
        return f"Edge.each({member.name}, Edge::{function})"
    return f"Edge.{function}({member.name})"


def _getter(f: Field, own: str, member: Member) -> Iterator[str]:
    yield f"    public {_public(f.type, own)} {member.name}() {{"
    yield f"        return {_value(f, member)};"
    yield "    }"
    if is_time(f):
        yield from ("", f"    /** The same in {'days' if raw_suffix(f) == 'Days' else 'microseconds'} since 1970. */")
        yield f"    public {own} {member.raw}() {{"
        yield f"        return {member.name};"
        yield "    }"


def _has(f: InputField, member: Member, bits: dict[str, tuple[int, int]]) -> Iterator[str]:
    if f.name in bits:
        word, bit = bits[f.name]
        test = f"(set{word} & {1 << bit:#x}L) != 0"
    else:
        test = f"{member.name} != null"
    yield from ("", f"    /** Whether {member.name} is set. */", f"    public boolean {member.has}() {{")
    yield from (f"        return {test};", "    }")


def _builder(
    name: str, fields: Sequence[Field], members: dict[str, Member], bits: dict[str, tuple[int, int]] | None
) -> Iterator[str]:
    yield f"    /** Builds one {name}. */"
    yield "    public static final class Builder {"
    yield f"        private {name} made = new {name}();"
    if bits is not None:
        yield "        private final Edge.Times times = new Edge.Times();"
    yield ""
    yield "        private Builder() {}"
    for f in fields:
        yield from _setters(f, members[f.name], bits)
    yield ""
    yield "        /** What was set. The builder cannot be used again. */"
    yield f"        public {name} build() {{"
    yield f"            {name} built = checked();"
    if bits is not None:
        yield "            built.faults = times.faults();"
    yield from ("            made = null;", "            return built;", "        }", "")
    yield f"        private {name} checked() {{"
    yield "            if (made == null) {"
    yield '                throw new IllegalStateException("this builder has built already");'
    yield from ("            }", "            return made;", "        }", "    }")


def _setters(f: Field, member: Member, bits: dict[str, tuple[int, int]] | None) -> Iterator[str]:
    inside = stored(f.type, f.storage) if bits is None else raw(f.type)
    mark = ""
    if bits is not None and f.name in bits:
        word, bit = bits[f.name]
        mark = f"checked().set{word} |= {1 << bit:#x}L;"
    given = stored(f.type, f.storage)
    text = printer.string(f.name)
    if not is_time(f):
        value = _entered(f, bits is not None)
        yield from _setter(member.name, given, [f"checked().{member.name} = {value};", mark])
        item = f.type.item
        if item is not None and not item.nullable and given in ("List<Double>", "List<Long>"):
            primitive = "double" if given == "List<Double>" else "long"
            copied = f"{boxed(primitive)}List.copyOf(value)"
            yield from _setter(member.name, f"{primitive}...", [f"checked().{member.name} = {copied};"])
        return
    unit = "days" if raw_suffix(f) == "Days" else "micros"
    public = _public(f.type, inside)
    if f.type.item is not None:
        source = "times" if bits is not None else "new Edge.Times()"
        read = f"{source}.each({text}, value, v -> {source}.{unit}({text}, v))"
        steps = [f"checked().{member.name} = {read};"]
    else:
        source = "times" if bits is not None else "new Edge.Times()"
        steps = [f"Long raw = {source}.{unit}({text}, value);"]
        if f.type.nullable:
            steps.append(f"checked().{member.name} = raw;")
        else:
            steps += ["if (raw != null) {", f"    checked().{member.name} = raw;", f"    {mark}" if mark else "", "}"]
    yield from _setter(member.name, public, steps)
    raw_value = "Edge.list(value)" if f.type.item is not None else "value"
    anew = f"times.forget({text});" if bits is not None else ""
    yield from _setter(member.raw, inside, [f"checked().{member.name} = {raw_value};", mark, anew])


def _entered(f: Field, is_row: bool) -> str:
    if f.type.item is not None:
        if is_row and f.storage is not None:
            return "Edge.each(value, v -> (double) v)" if f.storage == "float32" else "Edge.each(value, v -> (long) v)"
        return "Edge.list(value)"
    if is_row and f.storage is not None and f.type.nullable:
        box, inside = ("Long", "long") if f.storage == "int32" else ("Double", "double")
        return f"value == null ? null : ({box}) ({inside}) value"
    return "value"


def _setter(name: str, type: str, steps: Sequence[str]) -> Iterator[str]:
    yield from ("", f"        /** Sets {name}. */", f"        public Builder {name}({type} value) {{")
    yield from (f"            {step}" for step in steps if step)
    yield from ("            return this;", "        }")
