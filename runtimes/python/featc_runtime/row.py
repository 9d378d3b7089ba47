"""The entry and exit of single rows: Python values in, raw values for generated code, Python values out.

Knows fields and outputs; what single values mean is in ``row_values``. Both are functions made as source text and
compiled, as dataclasses are: a loop over the fields would cost more than most features do. In that text every field
has a quick test for the values that nearly all rows have; what does not pass goes all the way through its converter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from featc_runtime import floating_point
from featc_runtime.errors import RowError, Violation
from featc_runtime.foreign import printable, type_name
from featc_runtime.rawtext import CIVIL_EPOCH, EPOCH, EPOCH_DAY
from featc_runtime.row_values import NAN, Bad, Convert, converter, to_float32
from featc_runtime.scalar.limits import INT64_MAX, INT64_MIN, TIME_MAX, TIME_MIN
from featc_runtime.schema import Field, OneOf, Output, Range, Type

_INT32_MIN: Final = -(2**31)
_INT32_MAX: Final = 2**31 - 1


class RowEntry:
    """Checks rows and makes raw values of them. Labels are no part of a row.

    Raw values are those of ``featc_runtime.scalar``: None for null, times as ints, lists as tuples. Calling the object
    is calling ``enter``, its function, which costs less when it is called itself.
    """

    #: The raw values of a row in the order of the fields; a name that is not in the row means null. Raises RowError
    #: with all that is wrong, unknown names included, and EnvironmentFault if the thread's arithmetic is not exact.
    enter: Callable[[Mapping[str, Any]], tuple[Any, ...]]

    def __init__(self, fields: Iterable[Field]) -> None:
        fields = [f for f in fields if not f.label]
        self._whole = {f.name: converter(f) for f in fields}
        self.enter = _make_enter(fields, self._whole, self.violations)

    def __call__(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """``enter``."""
        return self.enter(row)

    def violations(self, row: Mapping[str, Any]) -> tuple[Violation, ...]:
        """What is wrong with a row, in the order of the fields, then unknown names; empty for a good one."""
        found = []
        given = _plain_names(row) or row
        for name, whole in self._whole.items():
            try:
                whole(given.get(name))
            except Bad as error:
                found.append(Violation(name, error.reason, str(error)))
        unknown = [printable(name) for name in given if name not in self._whole]
        return (*found, *(Violation(name, "UNKNOWN_FIELD", "there is no such field") for name in unknown))

    def check_values(self, values: Sequence[Any]) -> tuple[Violation, ...]:
        """What is wrong with values in the order of the fields: as ``violations``, for raw values too."""
        return self.violations(dict(zip(self._whole, values, strict=True)))


class RowExit:
    """Makes the values that leave of raw results: storage types, canonical NaN, Python's times.

    Calling the object is calling ``leave``, its function, which costs less when it is called itself.
    """

    #: Raw results in the order of the outputs as the features by their names: None for null, times as Python has them,
    #: lists as tuples; NaN is canonical, a float32 rounded to it, an int32 that does not fit null.
    leave: Callable[[Sequence[Any]], Any]  # a dict; generated code says which keys it has
    #: The same, but times still ints, and as a tuple in the order of the outputs.
    stored: Callable[[Sequence[Any]], tuple[Any, ...]]

    def __init__(self, outputs: Sequence[Output]) -> None:
        self.leave = _make_leave(outputs, named=True)
        self.stored = _make_leave(outputs, named=False)

    def __call__(self, values: Sequence[Any]) -> Any:  # a dict; generated code says which keys it has
        """``leave``."""
        return self.leave(values)


def _plain_names(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The row with names of ``str`` itself, or None where they are: others may lie when they are compared."""
    if all(type(name) is str for name in row):
        return None
    return {
        str.__str__(name) if issubclass(type(name), str) else f"({type_name(name)})": value
        for name, value in row.items()
    }


def _changed(error: Bad) -> tuple[Violation, ...]:
    """What is wrong with a row that is good when it is looked at again, as one with a time zone of moods is."""
    return (Violation("", error.reason, f"{error}, but only the first time that it was read"),)


def _make_enter(
    fields: Sequence[Field], whole: Mapping[str, Convert], violations: Callable[[Mapping[str, Any]], object]
) -> Any:
    scope: dict[str, Any] = {
        "three": floating_point.THREE_S,
        "five": floating_point.FIVE_S,
        "scale": floating_point.SCALE,
        "four": floating_point.FOUR_S_SCALED,
        "check_floating_point": floating_point.check_floating_point,
        "datetime": datetime,
        "utc": UTC,
        "epoch": EPOCH,
        "known": frozenset(whole).issuperset,
        "violations": violations,
        "plain_names": _plain_names,
        "changed": _changed,
        "Bad": Bad,
        "RowError": RowError,
    }
    body = []
    for i, field in enumerate(fields):
        scope[f"whole{i}"] = whole[field.name]
        body.append(f"v{i} = get({field.name!r})")
        body += _quick(field, i, scope)
    return _compile(
        "enter(row)",
        [
            "if (three * 0.5 + five * 0.5) * scale != four: check_floating_point()",
            "get = row.get",
            "try:",
            *(f"    {line}" for line in body or ["pass"]),
            "    if known(row): return " + _tuple(len(fields)),
            "except MemoryError:",
            "    raise",
            "except Bad as error:",
            "    raise RowError(violations(row) or changed(error)) from None",
            "except Exception:",
            "    again = plain_names(row)",
            "    if again is None: raise",
            "    return enter(again)",
            "raise RowError(violations(row))",
        ],
        scope,
    )


def _quick(field: Field, i: int, scope: dict[str, Any]) -> list[str]:
    """The lines that make the raw value of ``v{i}``."""
    contracts = [c for c in field.contracts if isinstance(c, (Range, OneOf))]
    ranges = [c for c in contracts if isinstance(c, Range)]
    whole = f"v{i} = whole{i}(v{i})"

    null = f" or v{i} is None" if field.type.nullable else ""

    def usual(test: str) -> list[str]:
        return [f"if not ({test}{null}): {whole}"]

    def between(python_type: str, low: float, high: float) -> list[str]:
        low, high = max([low, *(c.low for c in ranges)]), min([high, *(c.high for c in ranges)])
        scope[f"low{i}"], scope[f"high{i}"] = low, high
        return usual(f"type(v{i}) is {python_type} and low{i} <= v{i} <= high{i}")

    match field.type.kind:
        case "float64" if field.storage is None and contracts == ranges:
            return between("float", float("-inf"), float("inf"))
        case "int64" if contracts == ranges:
            return between("int", *((_INT32_MIN, _INT32_MAX) if field.storage == "int32" else (INT64_MIN, INT64_MAX)))
        case "bool" if not contracts:
            return usual(f"v{i} is True or v{i} is False")
        case "string" if not contracts:
            return usual(f"type(v{i}) is str and v{i}.isascii()")
        case "string" if len(contracts) == 1:
            scope[f"items{i}"] = frozenset(c for one in contracts if isinstance(one, OneOf) for c in one.items)
            return usual(f"type(v{i}) is str and v{i} in items{i}")
        case "timestamp" if not contracts:
            return [
                f"if type(v{i}) is datetime and v{i}.tzinfo is utc:",
                f"    gap = v{i} - epoch",
                f"    v{i} = (gap.days * 86400 + gap.seconds) * 1000000 + gap.microseconds",
                f"elif not (type(v{i}) is int and {TIME_MIN} <= v{i} <= {TIME_MAX}{null}): {whole}"
                if field.unit is None
                else f"else: {whole}",
            ]
    return [whole]


def _make_leave(outputs: Sequence[Output], *, named: bool) -> Any:
    scope: dict[str, Any] = {"NAN": NAN}
    body = [f"{_tuple(len(outputs))} = values"]
    for i, output in enumerate(outputs):
        if output.type.kind == "float64" and output.storage is None:
            body.append(f"if v{i} != v{i}: v{i} = NAN")
            continue
        makers = (_store(output), _object(output.type) if named else None)
        for name, make in zip((f"store{i}", f"object{i}"), makers, strict=True):
            if make is not None:
                scope[name] = make if output.type.item is None else _each(make)
                body.append(f"if v{i} is not None: v{i} = {name}(v{i})")
    pairs = ", ".join(f"{output.name!r}: v{i}" for i, output in enumerate(outputs))
    return _compile(
        "leave(values)", [*body, f"return {{{pairs}}}" if named else f"return {_tuple(len(outputs))}"], scope
    )


def _tuple(size: int) -> str:
    return "(" + "".join(f"v{i}, " for i in range(size)) + ")"


def _compile(head: str, lines: Sequence[str], scope: dict[str, Any]) -> Any:
    """The function of this source. Names of fields stand in it as literals only, and nothing of a row does."""
    source = "\n    ".join([f"def {head}:", *lines]) + "\n"
    exec(compile(source, f"<featc {head}>", "exec"), scope)
    return scope[head.partition("(")[0]]


def _store(output: Output) -> Convert | None:
    """What makes a value the one that is stored."""
    if output.storage == "int32":
        return _fitting
    if output.storage == "float32":
        return to_float32
    return _canonical if (output.type.item or output.type).kind == "float64" else None


def _fitting(value: int) -> int | None:
    return value if _INT32_MIN <= value <= _INT32_MAX else None


def _canonical(value: float) -> float:
    return value if value == value else NAN


def _object(type_: Type) -> Convert | None:
    """What makes a time Python's."""
    match (type_.item or type_).kind:
        case "timestamp":
            return lambda value: EPOCH + timedelta(microseconds=value)
        case "datetime":
            return lambda value: CIVIL_EPOCH + timedelta(microseconds=value)
        case "date":
            return lambda value: date.fromordinal(value + EPOCH_DAY)
        case "duration":
            return lambda value: timedelta(microseconds=value)
    return None


def _each(make: Convert) -> Convert:
    def convert(values: Iterable[Any]) -> tuple[Any, ...]:
        return tuple([None if v is None else make(v) for v in values])

    return convert
