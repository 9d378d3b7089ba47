"""The input's declaration made into an ``ir.InputRow``: types, contracts, the time, labels. Knows no expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from featc import ir
from featc.resolve import errors
from featc.resolve.gaps import Gaps
from featc.resolve.scope import source_text
from featc.typecheck import errors as type_errors
from featc.typecheck import literals
from featc.typecheck.annotations import read_type
from featc.typecheck.refinements import show
from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.types import TIME_KINDS, Kind, Type
from featc_runtime.data.zones import is_zone, known_zones

_ORDERED = TIME_KINDS | {Kind.INT64, Kind.FLOAT64}


#: What integers that enter as times may count.
UNITS = ("s", "ms", "us", "ns")
_SPELLED = {
    word: unit
    for unit, words in {
        "s": "s sec secs second seconds epoch unix",
        "ms": "ms milli millis millisec millisecond milliseconds",
        "us": "us µs μs micro micros microsec microsecond microseconds",
        "ns": "ns nano nanos nanosec nanosecond nanoseconds",
    }.items()
    for word in words.split()
}
#: Mark → the kinds that it is for, in words too, and what it does.
_MARKS: Mapping[str, tuple[frozenset[Kind], str, str]] = {
    "nan as null": (frozenset((Kind.FLOAT64,)), "floats", "it makes a null of every NaN that enters"),
    "rounded": (
        frozenset((Kind.FLOAT64, Kind.INT64)), "numbers", "it takes the nearest number to what does not fit exactly",
    ),
    "binary as utf8": (frozenset((Kind.STRING,)), "strings", "it reads bytes as the text that they hold"),
    "unit": (
        frozenset((Kind.TIMESTAMP, Kind.DATETIME)), "timestamps and datetimes", "it says what integers count from 1970",
    ),
}  # fmt: skip


def _instead(mark: str, item: Type) -> str:
    """What to write where a mark does not fit a type."""
    if mark == "nan as null" and item.kind is Kind.INT64:
        return "remove it: integers have no NaN"
    if mark == "unit" and item.kind in (Kind.INT64, Kind.FLOAT64):
        return "give the field type timestamp"
    if mark == "unit" and item.kind is Kind.DURATION:
        return "remove it; integers of type int64 are durations after `1s * n`"
    return "remove it"


def _nullable(written: ast.TypeExpr) -> str:
    """The type with values that may be null: of a list its elements."""
    if written.item is None:
        return f"{written.name.text}?"
    size = f"{'..' if written.at_most else ''}{written.size}"
    return f"list<{written.item.name.text}?, {size}>{'?' if written.nullable else ''}"


class Inputs:
    """Reads one input. ``report`` takes findings, ``sources`` has the texts, ``gaps`` what could not be read."""

    def __init__(self, sources: Mapping[str, str], report: Callable[[Diagnostic], None], gaps: Gaps) -> None:
        self._sources = sources
        self._report = report
        self._gaps = gaps

    def row(self, decl: ast.InputDecl) -> ir.InputRow:
        """The row with every field whose type could be read."""
        fields: dict[str, ir.InputField] = {}
        columns: dict[str, ast.FieldDecl] = {}
        for item in decl.fields:
            column = item.column if item.column is not None else item.name.text
            first = columns.setdefault(column, item)
            if first is not item and first.name.text != item.name.text:
                reusable = not (item.label or first.label)
                self._report(errors.column_twice(item.span, column, item.name.text, first.name, reusable))
            field = self._field(item, column)
            if field is not None:
                fields.setdefault(field.name, field)
        if decl.time is not None:
            self._time(decl.time, fields, {f.name.text for f in decl.fields})
        time = decl.time.text if decl.time else None
        return ir.InputRow(decl.name.text, tuple(fields.values()), decl.name.span, time, decl.doc or "")

    def _time(self, time: ast.Name, fields: Mapping[str, ir.InputField], declared: set[str]) -> None:
        if time.text not in declared:
            if not self._gaps.hold(time.text):
                self._report(errors.unknown_name(time.span, time.text, declared, ()))
            return
        field = fields.get(time.text)
        if field is None:
            return  # its type is wrong, which has its finding
        if field.type.kind is not Kind.TIMESTAMP or field.type.nullable:
            self._report(errors.time_field(time.span, time.text, f"it is {field.type}"))
        elif field.label:
            self._report(errors.time_field(time.span, time.text, "it is a label"))

    def _field(self, decl: ast.FieldDecl, column: str) -> ir.InputField | None:
        if decl.computed is not None:
            self._report(errors.not_supported(decl.span, "computed fields are", "use `let` or `feature`"))
        read = read_type(decl.type, self._report, storage=True)
        if read is None:
            return None
        type, storage = read
        if decl.assume is not None:
            if type.kind is not Kind.TIMESTAMP:
                self._report(errors.assume_misplaced(decl.span, decl.name.text, str(type)))
            elif not is_zone(decl.assume):
                self._report(type_errors.unknown_zone(decl.span, decl.assume, known_zones()))
        contracts = [c for written in decl.contracts if (c := self._contract(decl, written, type)) is not None]
        marks = {mark.word: mark.text for mark in decl.marks if self._fits(decl, mark, type)}
        return ir.InputField(
            decl.name.text, column, type, decl.name.span, storage, decl.label, decl.assume, tuple(contracts),
            decl.doc or "",
            nan_as_null="nan as null" in marks, rounded="rounded" in marks, binary_as_utf8="binary as utf8" in marks,
            unit=marks.get("unit"),
        )  # fmt: skip

    def _fits(self, decl: ast.FieldDecl, mark: ast.Mark, type: Type) -> bool:
        """Whether a mark says something of the values of a type, list elements included."""
        kinds, only, why = _MARKS[mark.word]
        shown, item = source_text(self._sources, decl.type.span), type.item or type
        if item.kind not in kinds:
            hint = _instead(mark.word, item)
            self._report(errors.mark_misplaced(mark.span, mark.word, decl.name.text, shown, only, why, hint))
            return False
        if mark.word == "nan as null" and not item.nullable:
            element = type.item is not None
            only = "elements that may be null" if element else "fields that may be null"
            hint = f"write `{_nullable(decl.type)}`"
            self._report(errors.mark_misplaced(mark.span, mark.word, decl.name.text, shown, only, why, hint))
            return False
        if mark.word == "unit" and mark.text not in UNITS:
            text = mark.text or ""
            meant = _SPELLED.get(text.strip().lower(), "")
            hint = f'write `unit "{meant}"`' if meant else ""
            self._report(errors.unknown_unit(mark.span, text, hint))
            return False
        return True

    def _contract(self, decl: ast.FieldDecl, written: ast.Contract, type: Type) -> ir.Contract | None:
        text = source_text(self._sources, written.span)
        match written.kind:
            case "range":
                return self._range(decl, written, type, text)
            case "set":
                return self._set(decl, written, type, text)
        if not type.nullable:
            self._report(errors.nulls_of_required(written.span, decl.name.text, str(type)))
            return None
        return ir.NullContract(written.share or 0.0, text)

    def _range(self, decl: ast.FieldDecl, written: ast.Contract, type: Type, text: str) -> ir.RangeContract | None:
        if type.kind not in _ORDERED:
            hint = "numbers, times and durations have ranges"
            self._report(errors.contract_type(written.span, decl.name.text, str(type), "a range", hint))
            return None
        assert written.low is not None
        assert written.high is not None
        ends = [self._literal(decl, end, type) for end in (written.low, written.high)]
        if isinstance(ends[0], _Bad) or isinstance(ends[1], _Bad):
            return None
        if ends[0] > ends[1]:  # type: ignore[operator]
            self._report(errors.empty_range(written.span, text.removeprefix("in ")))
            return None
        return ir.RangeContract(ends[0], ends[1], text)

    def _set(self, decl: ast.FieldDecl, written: ast.Contract, type: Type, text: str) -> ir.SetContract | None:
        if type.is_list:
            hint = "fields of one value have sets"
            self._report(errors.contract_type(written.span, decl.name.text, str(type), "a set", hint))
            return None
        values = [self._literal(decl, item, type) for item in written.items]
        good = [v for v in values if not isinstance(v, _Bad)]
        if len(good) != len(values):
            return None
        seen: dict[ir.Value, int] = {}
        for at, value in enumerate(good):
            first = seen.setdefault(value, at)
            if first != at:
                self._report(errors.item_twice(written.items[at].span, show(value), written.items[first].span))
                return None
        return ir.SetContract(tuple(good), text)

    def _literal(self, decl: ast.FieldDecl, expr: ast.Expr, type: Type) -> ir.Value | _Bad:
        value = literals.read(expr, type.bare)
        if isinstance(value, literals.NotLiteral):
            what = f"a literal {type.kind.value}"
            self._report(type_errors.not_literal(expr.span, "a bound of a contract", what, compiled=False))
            return _Bad()
        if isinstance(value, literals.Mismatched):
            hint = "a null always passes, so it needs no mention" if value.found == "null" else ""
            self._report(errors.contract_type(expr.span, decl.name.text, str(type), value.found, hint))
            return _Bad()
        return value


class _Bad:
    """A value that has its finding."""
