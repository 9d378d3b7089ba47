"""Go functions between a message and the library's struct, field by field. Knows types, no feature set's calls.

What is written is straight-line Go: a loop over descriptors would cost more than the features do. Written messages
point into the struct that they are made of, so that nothing is copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from featc.backends.go_service.names import member
from featc.backends.go_service.values import ListForm, list_form, scalar
from featc.ir import InputField, Output
from featc_dsl.types import Kind

Fields = Iterable[InputField | Output]
Lines = Iterator[str]


def reader(fields: Fields, go: Mapping[str, str]) -> Lines:
    """The body of a function that fills ``row`` of ``in`` and adds to ``bad``."""
    for f in fields:
        yield from _read(f, f"in.{go[f.name]}", f"row.{member(f.name)}")


def writer(fields: Fields, go: Mapping[str, str], pb: str) -> Lines:
    """The body of a function that fills ``to`` with what is in ``row``."""
    for f in fields:
        source = f"row.{member(f.name)}"
        if f.type.nullable:
            yield f"if {source}.OK {{"
            yield f"\tto.{go[f.name]} = {_written(f, f'{source}.V', pb)}"
            yield "}"
        else:
            yield f"to.{go[f.name]} = {_written(f, source, pb)}"


def travel(fields: Fields) -> list[str]:
    """The conditions on ``row`` under which protobuf has a form for all of its values."""
    return [test for f in fields if (test := _travels(f))]


def list_functions(read: Fields, written: Fields, pb: str) -> Lines:
    """The functions for lists that need more than a slice, for those read and those written."""
    for form in _forms(read):
        yield from _read_list(form, pb)
    for form in _forms(written):
        yield from _write_list(form, pb)


def _forms(fields: Fields) -> list[ListForm]:
    found = {list_form(f.type, f.storage) for f in fields if f.type.item is not None}
    return sorted((form for form in found if not form.direct), key=lambda form: form.function)


def _read(field: InputField | Output, source: str, target: str) -> Lines:
    name, type = f'"{field.name}"', field.type

    def made(value: str) -> str:
        return f"{target} = featc.Some({value})" if type.nullable else f"{target} = {value}"

    call, value = "", ""
    if type.item is not None:
        form = list_form(type, field.storage)
        check = "CheckAtMost" if type.at_most else "CheckSize"
        size = f"wrong := values.{check}(len({source}.Values), {type.size}); wrong != nil"
        if form.direct:
            steps = [(size, ""), ("", made(f"{source}.Values"))]
        elif form.item.stem:
            call = f"list, wrong := read{form.function}({source}.Values); wrong != nil"
            steps = [(size, ""), (call, ""), ("", made("list"))]
        else:
            steps = [(size, ""), ("", made(f"read{form.function}({source}.Values)"))]
    else:
        form_ = scalar(type, field.storage)
        if form_.stem:
            value = f"*{source}" if form_.is_text else source
            call = f"value, wrong := {form_.read(value)}; wrong != nil"
            steps = [(call, ""), ("", made(form_.made("value")))]
        else:
            steps = [("", made(f"*{source}"))]
    yield from _chain(source, steps, name, None if type.nullable else str(type))


def _chain(source: str, steps: list[tuple[str, str]], name: str, required: str | None) -> Lines:
    """``if absent … else if wrong … else set``: steps are what goes wrong, the last one what is set."""
    (*checks, (_, setting)) = steps
    wrong = f"bad = wrong.In(bad, {name})"
    if required is not None:
        yield f"if {source} == nil {{"
        yield f'\tbad = values.Absent(bad, {name}, "{required}")'
        for condition, _ in checks:
            yield f"}} else if {condition} {{"
            yield f"\t{wrong}"
        yield from ("} else {", f"\t{setting}", "}")
        return
    if not checks:
        yield from (f"if {source} != nil {{", f"\t{setting}", "}")
        return
    yield f"if {source} != nil {{"
    for i, (condition, _) in enumerate(checks):
        yield f"\t{'} else if' if i else 'if'} {condition} {{"
        yield f"\t\t{wrong}"
    yield from ("\t} else {", f"\t\t{setting}", "\t}", "}")


def _written(field: InputField | Output, source: str, pb: str) -> str:
    type = field.type
    if type.item is not None:
        form = list_form(type, field.storage)
        listed = source if form.direct else f"write{form.function}({source})"
        return f"&{pb}.{form.message}{{Values: {listed}}}"
    form_ = scalar(type, field.storage)
    if not form_.stem:
        return f"&{source}"
    return f"proto.String({form_.write(source)})" if form_.is_text else form_.write(source)


def _travels(field: InputField | Output) -> str:
    source, type = f"row.{member(field.name)}", field.type
    if type.item is not None:
        form = list_form(type, field.storage)
        if not form.item.good:
            return ""
        good = f"values.OrNull({form.item.good})" if form.item_nullable else form.item.good
        every = f"values.Every({source}{'.V' if type.nullable else ''}, {good})"
        return every  # of a null list there are no elements
    good = scalar(type, field.storage).good
    if not good:
        return ""
    return f"(!{source}.OK || {good}({source}.V))" if type.nullable else f"{good}({source})"


def _read_list(form: ListForm, pb: str) -> Lines:
    item, type = form.item, f"[]{_element(form, pb)}"
    fallible = bool(item.stem)
    result = f"({form.library}, *values.Bad)" if fallible else form.library
    yield f"func read{form.function}(from {type}) {result} {{"
    yield f"\tlist := make({form.library}, len(from))"
    yield "\tfor i, item := range from {"
    source = "item"
    if form.item_nullable:
        yield from ("\t\tif item.Value == nil {", "\t\t\tcontinue", "\t\t}")
        source = "*item.Value" if item.is_text or not item.stem else "item.Value"
    if fallible:
        yield f"\t\tvalue, wrong := {item.read(source)}"
        yield from ("\t\tif wrong != nil {", "\t\t\treturn nil, wrong", "\t\t}")
        source = item.made("value")
    yield f"\t\tlist[i] = {f'featc.Some({source})' if form.item_nullable else source}"
    yield from ("\t}", "\treturn list, nil" if fallible else "\treturn list", "}", "")


def _write_list(form: ListForm, pb: str) -> Lines:
    item, element = form.item, _element(form, pb)
    yield f"func write{form.function}(from {form.library}) []{element} {{"
    yield f"\tlist := make([]{element}, len(from))"
    yield "\tfor i := range from {"
    if form.item_nullable:
        yield f"\t\tlist[i] = new({element[1:]})"
        source = "from[i].V"
        value = f"&{source}"
        if item.stem:
            value = f"proto.String({item.write(source)})" if item.is_text else item.write(source)
        yield from ("\t\tif from[i].OK {", f"\t\t\tlist[i].Value = {value}", "\t\t}")
    else:
        yield f"\t\tlist[i] = {item.write('from[i]')}"
    yield from ("\t}", "\treturn list", "}", "")


def _element(form: ListForm, pb: str) -> str:
    """The type of a list message's elements in Go."""
    if form.item_nullable:
        return f"*{pb}.{form.element}"
    return {Kind.TIMESTAMP: "*timestamppb.Timestamp", Kind.DURATION: "*durationpb.Duration"}.get(
        form.item.kind, "string"
    )
