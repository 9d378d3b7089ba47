"""The entry of tables: columns found and their types checked once, then chunks read and held to the contracts."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from featc_runtime.arrow.buffers import plain_type, valid
from featc_runtime.arrow.contracts import broken
from featc_runtime.arrow.ingress import is_binary, is_integer, reader
from featc_runtime.arrow.lists import is_list
from featc_runtime.arrow.origin import Origin, filled, find_origin
from featc_runtime.arrow.problems import Problem, Reader
from featc_runtime.arrow.schema import arrow_type, column_names, places_of, unreadable_names
from featc_runtime.arrow.strings import is_ascii
from featc_runtime.batch.columns import Bools, Column, Lists, Ragged, flatten
from featc_runtime.errors import Breach, ContractError, SchemaError, Violation
from featc_runtime.foreign import printable
from featc_runtime.schema import Field, NullShare, OneOf, Type


@dataclass(frozen=True, slots=True)
class Deferred:
    """Values that are known to be good and are not read yet: many a string is asked only whether it is null."""

    read: Reader
    array: pa.Array


class Chunk:
    """Some rows of the input as columns, by the names of the fields."""

    __slots__ = ("_columns", "rows", "start")

    def __init__(self, start: int, rows: int, columns: dict[str, tuple[Column | Deferred, Bools | None]]) -> None:
        self.start, self.rows = start, rows
        self._columns = columns

    def __len__(self) -> int:
        return self.rows

    def values(self, name: str) -> Any:
        """The ``Column`` of a field, the type's zero where null. Never write to it: it may be the caller's memory."""
        values, ok = self._columns[name]
        if isinstance(values, Deferred):
            values = values.read(values.array).values
            self._columns[name] = values, ok
        return values

    def valid(self, name: str) -> Bools:
        """True where a nullable field is not null, one entry a row."""
        ok = self._columns[name][1]
        return np.ones(self.rows, np.bool_) if ok is None else ok

    def to_rows(self, names: Iterable[str] | None = None) -> list[tuple[object, ...]]:
        """The raw values of these fields (None: all) row by row: None for null, times as ints, lists as tuples."""
        chosen = list(self._columns if names is None else names)
        return list(zip(*(_listed(self.values(name), self._columns[name][1]) for name in chosen), strict=True))


def _listed(values: Column, ok: Bools | None) -> list[object]:
    raw: list[object]
    if isinstance(values, Lists | Ragged):
        flat = flatten(values)
        inner = _listed(flat.items, flat.items_ok)
        raw = [tuple(inner[i:j]) for i, j in itertools.pairwise(flat.offsets.tolist())]
    else:
        raw = list(values.tolist())
    return raw if ok is None else [v if o else None for v, o in zip(raw, ok.tolist(), strict=True)]


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong in one chunk: problems by field, and nulls of the fields with a null rate."""

    problems: list[tuple[Field, Problem]]
    nulls: dict[str, int]


class Entry:
    """How tables of one schema enter. SchemaError if they cannot, naming every column that is missing or wrong.

    ``columns`` are the positions of the columns that chunks must have, in their order there; ``keep`` names columns
    to be carried along.
    """

    def __init__(self, set_name: str, fields: Sequence[Field], schema: pa.Schema, keep: Sequence[str] = ()) -> None:
        taken = {f.column_name for f in fields}
        readers: list[tuple[Field, int, Reader]] = []
        errors: list[SchemaError] = []
        for field in fields:
            places = schema.get_all_field_indices(field.column_name)
            if not places and field.label:
                continue
            found = schema.field(places[0]).type if len(places) == 1 else None
            read = None if found is None else _reader(field, found)
            if read is None:
                errors.append(_mismatch(field, schema, places, taken))
            else:
                readers.append((field, places[0], read))
        kept = []
        for name in keep:
            places = places_of(schema, name)
            if len(places) == 1:
                kept.append(places[0])
            else:
                errors.append(_not_kept(name, schema, places))
        if errors:
            first = errors[0]
            message = f"the table does not fit {set_name}:\n" + "\n".join(f"  {e}" for e in errors)
            raise SchemaError(message, column=first.column, expected=first.expected, found=first.found)
        origin = find_origin(schema)
        carried = [] if origin is None else [origin]
        self.columns = sorted({place for _, place, _ in readers} | {*kept, *carried})
        at = {place: i for i, place in enumerate(self.columns)}
        self._readers = [(field, at[place], read) for field, place, read in readers]
        self._origin = None if origin is None else at[origin]
        self.kept = [at[place] for place in kept]
        self.kept_fields = [schema.field(place) for place in kept]

    def read(self, start: int, batch: pa.RecordBatch) -> tuple[Chunk, Found]:
        """A batch with the columns at ``columns`` as a chunk whose first row is ``start``, and what is wrong in it."""
        columns: dict[str, tuple[Column | Deferred, Bools | None]] = {}
        wrong: list[tuple[Field, Problem]] = []
        nulls: dict[str, int] = {}
        origin = None if self._origin is None else Origin(batch.column(self._origin))
        for field, place, read in self._readers:
            array = batch.column(place)
            unread = origin.unread(field.column_name) if origin else []
            ok: Bools | None
            if _is_good_text(field, array):
                ok = valid(array)
                columns[field.name] = Deferred(read, array), ok
            else:
                values, ok, problems = read(filled(array, unread))
                columns[field.name] = values, ok
                problems = [*unread, *problems]
                problems += broken(field, values, _entered(ok, problems, batch.num_rows))
                if origin:
                    problems = [origin.placed(p, field.column_name) for p in problems]
                wrong += [(field, p) for p in problems]
            if any(isinstance(c, NullShare) for c in field.contracts):
                nulls[field.name] = 0 if ok is None else len(ok) - int(np.count_nonzero(ok))
        return Chunk(start, batch.num_rows, columns), Found(wrong, nulls)


def _reader(field: Field, found: pa.DataType) -> Reader | None:
    try:
        return reader(field.type, field.marks, found)
    except UnicodeDecodeError:  # the time zone's name
        return None


def _entered(ok: Bools | None, problems: list[Problem], rows: int) -> Bools | None:
    """Which rows have a value that entered: those that did not are not held to contracts."""
    if not problems:
        return ok
    entered = np.ones(rows, np.bool_) if ok is None else ok.copy()
    for problem in problems:
        entered[problem.rows] = False
    return entered


def _is_good_text(field: Field, array: pa.Array) -> bool:
    """Whether a quick look tells that all of an array may stand in a string field."""
    if field.type.kind != "string" or any(isinstance(c, OneOf) for c in field.contracts):
        return False
    return is_ascii(array) and (field.type.nullable or array.null_count == 0)


def _mismatch(field: Field, schema: pa.Schema, places: list[int], taken: set[str]) -> SchemaError:
    column = field.column_name
    expected = field.type_text
    if field.storage and field.type.item is None:
        expected = field.storage + "?" * field.type.nullable
    what = f'column "{column}"'
    if not places:
        near = difflib.get_close_matches(column, [n for n in column_names(schema) if n not in taken], 1)
        hint = f'; is it "{near[0]}"?' if near else ""
        hint += "".join(
            f'; the name "{name}" is not UTF-8: rename that column' for name in unreadable_names(schema)[:1]
        )
        return SchemaError(
            f"{what}: expected {expected}, found no such column{hint}", column=column, expected=expected, found=""
        )
    if len(places) > 1:
        found = f"{len(places)} columns of that name"
        return SchemaError(f"{what}: expected one, found {found}", column=column, expected=expected, found=found)
    type_ = schema.field(places[0]).type
    try:
        text, hint = str(type_), _hint(field, type_)
    except UnicodeDecodeError:
        text, hint = "a type whose names are not UTF-8", ""
    message = f"{what}: expected {expected}, found {printable(text)}{hint}"
    return SchemaError(message, column=column, expected=expected, found=text)


def _hint(field: Field, found: pa.DataType) -> str:
    """What to do about a wrong type, beginning with a semicolon; "" where nothing is to be said but the types."""
    kind = field.type.kind
    marked = _marked(field.type, plain_type(found))
    if marked:
        return marked
    if pa.types.is_timestamp(found):
        if kind == "timestamp":
            return (
                '; a time without a zone is no instant: write `assume "UTC"` on the field if it is in UTC, '
                "or give the field type datetime"
            )
        if kind == "datetime":
            return "; this is an instant: give the field type timestamp and use `at` for the civil time"
        if kind == "date":
            return "; give the field type timestamp or datetime and use `date(…)`"
    if kind == "int64" and pa.types.is_floating(found):
        return '; pandas makes floats of integers with nulls: convert with astype("Int64"), or declare float64'
    return f"; {arrow_type(field.type, field.storage)} would be right"


def _marked(type_: Type, found: pa.DataType) -> str:
    """The mark under which a plain Arrow type, or that of a list's elements, may enter."""
    if type_.item is not None:
        return _marked(type_.item, plain_type(found.value_type)) if is_list(found) else ""
    if type_.kind == "string" and is_binary(found):
        return "; if the bytes are UTF-8, write `binary as utf8` on the field"
    if type_.kind in ("timestamp", "datetime") and is_integer(found):
        return '; if this is Unix time, write `unit "s"` on the field, or "ms", "us", "ns": whatever the integers count'
    return ""


def _not_kept(name: str, schema: pa.Schema, places: list[int]) -> SchemaError:
    found = f"{len(places)} columns of that name" if places else "no such column"
    near = difflib.get_close_matches(name, column_names(schema), 1)
    hint = f'; is it "{near[0]}"?' if near and not places else ""
    return SchemaError(
        f'column "{printable(name)}" to keep: found {found}{hint}', column=name, expected="one column", found=found
    )


class Findings:
    """What is wrong in a whole call, gathered chunk by chunk, in their order."""

    def __init__(self, set_name: str, fields: Sequence[Field]) -> None:
        self._set_name, self._fields = set_name, fields
        self._breaches: dict[tuple[str, str, str], Breach] = {}
        self._rows = 0
        self._nulls: dict[str, int] = {}

    def add(self, chunk: Chunk, found: Found) -> None:
        """Counts a chunk's problems in."""
        self._rows += len(chunk)
        for name, count in found.nulls.items():
            self._nulls[name] = self._nulls.get(name, 0) + count
        for field, problem in found.problems:
            key = (field.name, problem.reason, problem.rule)
            rows = problem.rows
            known = self._breaches.get(key)
            first, count = int(rows[0]), len(rows) + (known.count if known else 0)
            if known is not None and known.row is not None and known.row <= chunk.start + first:
                self._breaches[key] = replace(known, count=count)
            else:  # the first of its kind, or one of a list's elements before what was found of the lists themselves
                text = problem.first_in(first)
                self._breaches[key] = Breach(field.name, problem.reason, chunk.start + first, count, text)

    def __bool__(self) -> bool:
        return bool(self._breaches)

    def raise_if_any(self, *, whole: bool) -> None:
        """ContractError if anything is wrong so far; null rates are judged only when the ``whole`` input was seen."""
        breaches: list[Breach] = []
        for field in self._fields:
            of_field = [b for b in self._breaches.values() if b.field == field.name]
            breaches += sorted(of_field, key=lambda b: b.row or 0)
            breaches += self._rates(field) if whole else []
        if breaches:
            lines = [f"rows break what the input of {self._set_name} promises:", *map(_line, breaches)]
            first = breaches[0]
            raise ContractError(
                "\n  ".join(lines), field=first.field, row=first.row, count=first.count, breaches=tuple(breaches)
            )

    def _rates(self, field: Field) -> Iterator[Breach]:
        nulls = self._nulls.get(field.name, 0)
        for contract in field.contracts:
            if isinstance(contract, NullShare) and self._rows and nulls / self._rows > contract.share:
                text = f"{nulls} of {self._rows} rows are null, which is not {contract.text}"
                yield Breach(field.name, "OUT_OF_CONTRACT", None, nulls, text)


def _line(breach: Breach) -> str:
    if breach.row is None:
        return f"{breach.field}: {breach.message}"
    more = f" (and {breach.count - 1} more)" if breach.count > 1 else ""
    return f"{breach.field}: row {breach.row}{more}: {breach.message}"


def violations(chunk: Chunk, found: Found) -> list[tuple[int, Violation]]:
    """What is wrong first with each bad field of a chunk's rows, by rows, then by fields."""
    first: dict[tuple[int, str], Problem] = {}
    for field, problem in found.problems:
        for row in problem.rows.tolist():
            known = first.setdefault((row, field.name), problem)
            if problem.place(row) < known.place(row):  # of a list the first bad element decides
                first[row, field.name] = problem
    listed = sorted(first.items(), key=lambda item: item[0][0])
    return [(chunk.start + row, Violation(name, p.reason, p.first_in(row))) for (row, name), p in listed]
