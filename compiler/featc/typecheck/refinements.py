"""What is asked of const arguments beyond their type. Knows REFINEMENTS of the catalogue and the finding of each."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from featc.ir import Node, Value
from featc.resolve.errors import did_you_mean, item_twice
from featc.typecheck import errors, formats
from featc.typecheck.annotations import MAX_LIST
from featc.typecheck.overload import Spec
from featc_dsl.catalogue import REFINEMENTS
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.literals import DURATION_UNITS
from featc_dsl.span import Span
from featc_dsl.types import Kind, Type
from featc_runtime.data.zones import is_zone, known_zones

_LENGTH = re.compile(r"(?:[0-9]+(?:d|h|m|s|ms|us))+")


def check(
    spec: Spec, value: Value, span: Span, text: str, place: str, result: Type, size: int | None,
    item: Callable[[int], Span],
) -> Diagnostic | None:  # fmt: skip
    """The finding about a const argument, or None. ``text`` is what stands at its span, ``result`` the type of the
    call, ``size`` the length of its list operand, ``item`` gives the place of one item of a table.
    """
    refinement = spec.refinement
    if spec.map is not None:
        assert isinstance(value, tuple)
        keys = tuple(pair[0] for pair in value if isinstance(pair, tuple))
        if spec.map[1] == "point":
            return _latitudes(value, item)
        return _ascending(keys, item, "keys") if spec.map[0].kind is Kind.FLOAT64 else None  # the knots of a line
    if isinstance(value, tuple):
        if not value and result.is_list:
            return errors.empty_table(span, place)
        if len(value) > MAX_LIST:
            return errors.list_too_long(span, len(value), MAX_LIST)
        return _ascending(value, item) if refinement in ("edges_int", "edges_float") else _distinct(value, item)
    if refinement is None:
        return None
    asked = REFINEMENTS[refinement]
    if asked.one_of and value not in asked.one_of:
        hint = did_you_mean(str(value), asked.one_of)
        if refinement in ("unit", "date_unit") and _LENGTH.fullmatch(str(value)):
            hint = f"a length of time has no quotes: `{value}`"
        if refinement == "clock_unit" and value in REFINEMENTS["any_unit"].one_of:
            hint = 'days and months are those of a zone: give both sides one, `t at "UTC"`'
        return errors.bad_constant(span, place, asked.what, hint)
    if asked.low is not None and asked.high is not None and not asked.low <= value <= asked.high:  # type: ignore[operator]
        return errors.bad_constant(span, place, asked.what)
    match refinement, value:
        case "zone", str() if not is_zone(value):
            return errors.unknown_zone(span, value, known_zones())
        case "day_part", int() if value <= 0 or DURATION_UNITS["d"] % value:
            return errors.bad_constant(span, place, asked.what)
        case "period_float", float() if not 0.0 < value < math.inf:
            return errors.bad_constant(span, place, asked.what)
        case "whole_days", int() if value % DURATION_UNITS["d"]:
            hint = "a date has no time of day: take `datetime(…)` of it, or whole days"
            return errors.bad_constant(span, place, asked.what, hint)
        case _, str() if refinement in formats.FUNCTIONS:
            return formats.check(refinement, value, span, text)
        case "position", int() if size is not None and not 0 <= value < size:
            last = f"0 to {size - 1}" if size > 1 else "0"
            hint = f"positions count from 0: the last item is `x[{size - 1}]`" if value < 0 else ""
            return errors.bad_constant(span, place, f"{last}: the list has {size} item{'' if size == 1 else 's'}", hint)
    return None


def literal_position(index: Node, items: Type, span: Span, place: str, text: str) -> Diagnostic | None:
    """The finding about a literal position that no list of varying length has, or None."""
    value, most = index.consts[0] if index.op == "const" else 0, items.size or 0
    if not items.at_most or not isinstance(value, int) or 0 <= value < most:
        return None
    hint = f"positions count from 0: the last item is `reverse({text})[0]`"
    last = f"0 to {most - 1}" if most > 1 else "0"
    return errors.bad_constant(span, place, f"{last}: the list has at most {most} item{'s' * (most != 1)}", hint)


def _latitudes(pairs: tuple[Value, ...], item: Callable[[int], Span]) -> Diagnostic | None:
    for at, pair in enumerate(pairs):
        name, point = pair  # type: ignore[misc, str-unpack]
        if not -90.0 <= point[0] <= 90.0:  # type: ignore[index, operator]
            hint = "a point is written `[latitude, longitude]`"
            return errors.bad_constant(item(at), f"the latitude of {show(name)}", "from -90 to 90", hint)
    return None


def _ascending(values: tuple[Value, ...], item: Callable[[int], Span], what: str = "edges") -> Diagnostic | None:
    for at in range(1, len(values)):
        low, high = values[at - 1], values[at]
        if not low < high:  # type: ignore[operator]
            return errors.not_ascending(item(at), show(low), show(high), what)
    return None


def _distinct(values: tuple[Value, ...], item: Callable[[int], Span]) -> Diagnostic | None:
    seen: dict[Value, int] = {}
    for at, value in enumerate(values):
        first = seen.setdefault(value, at)
        if first != at:
            return item_twice(item(at), show(value), item(first))
    return None


def show(value: Value) -> str:
    """A scalar as fdl writes it; a whole float without its point, as it may have been written."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if value is None:
        return "null"
    if isinstance(value, float) and not math.isfinite(value):
        return "inf" if value > 0 else "-inf"
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else repr(value)
