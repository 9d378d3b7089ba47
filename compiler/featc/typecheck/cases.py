"""`test` blocks made into ``ir.TestCase``: values typed against fields and features. Knows literals, no expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from featc import ir
from featc.resolve import errors
from featc.resolve.gaps import Gaps
from featc.typecheck import errors as type_errors
from featc.typecheck import literals
from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.types import Kind, Storage, Type

#: What an entry may be given as: its type and storage, None where the declaration itself is wrong.
Known = Mapping[str, tuple[Type, Storage | None] | None]


def read_case(
    decl: ast.TestDecl,
    row: ir.InputRow,
    fields: Known,
    features: Known,
    report: Callable[[Diagnostic], None],
    gaps: Gaps,
) -> ir.TestCase:
    """The case. A row has every field of the wire that is not nullable, and no label.

    ``gaps`` has what could not be read: names that may be in it are not reported.
    """
    labels = {f.name: f.span for f in row.fields if f.label}
    for name, _ in decl.events:
        report(errors.not_supported(name.span, "`events` in a test are"))
    given = _record(decl.given, "field", fields, report, gaps)
    expect = _record(decl.expect, "feature", features, report, gaps)
    written = {e.name.text for e in decl.given.entries}
    for entry in decl.given.entries:
        if entry.name.text in labels:
            report(errors.label_given(entry.name.span, entry.name.text, labels[entry.name.text]))
    promised = (f for f in row.wire_fields if not f.type.nullable and not gaps.hold(f.name))
    missing = [f.name for f in promised if f.name not in written]
    if missing:
        report(errors.case_missing(decl.given.span, missing))
    if not decl.expect.entries:
        report(errors.case_expects_nothing(decl.expect.span))
    return ir.TestCase(decl.title, given, expect, decl.span)


def _record(
    record: ast.Record, what: str, known: Known, report: Callable[[Diagnostic], None], gaps: Gaps
) -> dict[str, ir.Value]:
    values: dict[str, ir.Value] = {}
    first: dict[str, ast.Entry] = {}
    for entry in record.entries:
        name = entry.name.text
        if name in first:
            report(errors.given_twice(entry.name.span, name, first[name].name.span))
            continue
        first[name] = entry
        if name not in known:
            if not gaps.hold(name):
                report(errors.case_unknown(entry.name.span, name, what, known))
            continue
        wanted = known[name]
        if wanted is None:
            continue
        type, storage = wanted
        value = literals.read(entry.value, type, storage)
        if isinstance(value, literals.NotLiteral):
            report(
                type_errors.not_literal(
                    entry.value.span, f"the value of `{name}` in a test", f"a literal {type}", False
                )
            )
        elif isinstance(value, literals.Mismatched):
            expected = str(type).replace(type.kind.value, storage) if storage and not type.is_list else str(type)
            report(errors.case_value(entry.value.span, name, expected, value.found, _hint(type, value.found)))
        else:
            values[name] = value
    return values


def _hint(type: Type, found: str) -> str:
    """How a value of the type is written, where another one stands."""
    if type.kind is Kind.DATETIME:
        return 'a civil time is written `2013-01-05T09:30:00Z at "UTC"`'
    if type.kind is Kind.DURATION and found != "null":
        return "a length of time has its unit: `60s`, `1h30m`"
    if found == "a string":
        return "write it without quotes"
    if found == "null":
        return "it is never null: give a value"
    return ""
