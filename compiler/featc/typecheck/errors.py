"""Every finding about types: one function a kind, so that wording is reviewed in one place.

Knows spans, types and texts, not how expressions are typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from featc.resolve.errors import did_you_mean
from featc.typecheck import zone_hints
from featc_dsl import foreign, placing
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span
from featc_dsl.types import Type


def or_list(items: Iterable[str]) -> str:
    """``a, b or c``."""
    items = list(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"


def a_type(type: Type) -> str:
    """The type in a sentence, without its null: ``an int64``, ``a string``."""
    text = str(type.bare)
    return f"{'an' if text[0] in 'aeiou' else 'a'} {text}"


def wrong_operand(span: Span, place: str, expected: str, found: Type, why: str, hint: str) -> Diagnostic:
    return Diagnostic("FDL050", f"{place} must be {expected}", span, f"this is {a_type(found)}", why=why, hint=hint)


def mixed_numbers(span: Span, op: str, why: str, hint: str) -> Diagnostic:
    return Diagnostic("FDL051", f"{op} does not mix int64 and float64", span, "convert one of them", why=why, hint=hint)


def zone_missing(span: Span, op: str, hint: str) -> Diagnostic:
    return Diagnostic(
        "FDL052", f"`{op}` of a timestamp needs a time zone", span, "an instant, not a civil time",
        why="the same instant has another hour, day or year in another zone",
        hint=hint,
    )  # fmt: skip


#: How to write what a reduction of lists does with values.
_OF_VALUES = {
    "min": ("least({all})", ", "),
    "max": ("greatest({all})", ", "),
    "sum": ("{all}", " + "),
    "mean": ("({all}) / {count}", " + "),
}


def of_values(name: str, texts: Sequence[str]) -> str:
    """How to write a reduction of values that are written so; of a single value `a` and `b` stand for them."""
    form, between = _OF_VALUES[name]
    given = list(texts) if 1 < len(texts) <= 4 and all(0 < len(t) <= 40 for t in texts) else ["a", "b"]
    given = [placing.atom(t) for t in given] if between == " + " else given
    return f"write `{form.format(all=between.join(given), count=len(given))}` of values; `{name}` is of a list"


#: What users of other languages mean with more arguments than an operator has: its name, how many → hint.
_MORE_ARGUMENTS = {
    ("round", 2): "write `round(x)`; to two digits `round(x * 100) / 100`",
    ("log", 2): "write `log(x)`, `log2(x)`, `log10(x)`; to another base `log(x) / log(b)`",
    ("date", 3): "write `make_date(year, month, day)`; a fixed date is written out: `2013-01-31`",
    **{
        (part, 2): f'write `{part}(x at "Europe/Berlin")`'
        for part in ("hour", "minute", "date", "day", "month", "year", "iso_weekday")
    },
}


def argument_count(span: Span, op: str, accepted: Sequence[str], found: int, texts: Sequence[str] = ()) -> Diagnostic:
    """``texts`` are the arguments as written."""
    values = of_values(op, texts) if op in _OF_VALUES and 1 < found <= 4 else ""
    hint = values or _MORE_ARGUMENTS.get((op, found)) or "write " + or_list([f"`{a}`" for a in accepted])
    return Diagnostic(
        "FDL053", f"`{op}` does not take {found} argument{'' if found == 1 else 's'}", span, f"{found} given", hint=hint
    )


def unknown_argument(span: Span, op: str, name: str, known: Sequence[str]) -> Diagnostic:
    hint = (
        foreign.argument(op, name)
        or did_you_mean(name, known)
        or f"its arguments are {', '.join(f'`{k}`' for k in known)}"
    )
    return Diagnostic("FDL054", f"`{op}` has no argument `{name}`", span, "unknown argument", hint=hint)


def argument_twice(span: Span, op: str, name: str, hint: str = "") -> Diagnostic:
    return Diagnostic(
        "FDL054", f"`{op}` has the argument `{name}` twice", span, "given again", hint=hint or "remove one"
    )


def positional_after_named(span: Span) -> Diagnostic:
    return Diagnostic(
        "FDL054", "arguments without a name come first", span, "after a named one", hint="move it forward"
    )


def not_literal(span: Span, place: str, what: str, compiled: bool = True, hint: str = "") -> Diagnostic:
    return Diagnostic(
        "FDL055", f"{place} must be a literal", span, "known only row by row" if compiled else "an expression",
        why="it is compiled into the program" if compiled else "",
        hint=hint or f"write {what} here" + (", or name one with `let`" if compiled else ""),
    )  # fmt: skip


def unknown_zone(span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    what, label = ("offset", "not an offset") if name[:1] in ("+", "-") else ("time zone", "unknown time zone")
    return Diagnostic("FDL056", f'there is no {what} "{name}"', span, label, hint=zone_hints.hint(name, known))


def empty_table(span: Span, place: str) -> Diagnostic:
    return Diagnostic(
        "FDL057", f"{place} must have an item", span, "an empty table", why="a list has at least one item",
        hint="write the values to distinguish",
    )  # fmt: skip


def bad_constant(span: Span, place: str, what: str, hint: str = "") -> Diagnostic:
    return Diagnostic("FDL057", f"{place} must be {what}", span, "out of the allowed values", hint=hint)


def same_for_every_row(span: Span, text: str, result: str, hint: str) -> Diagnostic:
    shown = f"`{text}`" if len(text) <= 50 else "this"
    return Diagnostic(
        "FDL082", f"{shown} is {result} in every row", span, "this literal makes it so",
        why="a feature that no row decides is a mistake", hint=hint,
    )  # fmt: skip


def not_ascending(span: Span, low: str, high: str, what: str = "edges") -> Diagnostic:
    why = "each band goes from one edge to the next" if what == "edges" else "a line goes from one key to the next"
    return Diagnostic(
        "FDL058", f"the {what} do not ascend", span, f"{high} is not above {low}",
        why=why, hint=f"sort the {what} and remove doubles",
    )  # fmt: skip


def untyped(span: Span, what: str, hint: str) -> Diagnostic:
    return Diagnostic("FDL059", f"{what} has no type here", span, "of which type?", hint=hint)


def only_argument(span: Span, what: str) -> Diagnostic:
    return Diagnostic(
        "FDL059", f"{what} is no value of a feature", span, "only an operator's argument",
        hint="give it to an operator, or name it with `let`",
    )  # fmt: skip


def always_null(span: Span, place: str, hint: str) -> Diagnostic:
    return Diagnostic("FDL060", f"{place} is `null`, so the result is always null", span, "always null", hint=hint)


def different_types(span: Span, title: str, found: Type, other: Span, wanted: Type, hint: str) -> Diagnostic:
    return Diagnostic(
        "FDL061", title, span, f"this is {a_type(found)}", hint=hint, related=((other, f"this is {a_type(wanted)}"),)
    )


def inexact_literal(span: Span, value: int) -> Diagnostic:
    return Diagnostic(
        "FDL062", f"no float64 is exactly {value}", span, "would be rounded",
        why="a whole number beside a float64 becomes one",
        hint=f"the nearest float64 is {int(float(value))}.0; or keep both sides int64",
    )  # fmt: skip


def list_of_lists(span: Span) -> Diagnostic:
    return Diagnostic("FDL063", "a list holds scalars, not lists", span, "a list in a list", hint="write one flat list")


def list_too_long(span: Span, size: int, limit: int) -> Diagnostic:
    return Diagnostic("FDL063", f"a list has at most {limit:,} items", span, f"{size:,} items", hint="split it")


def range_misplaced(span: Span) -> Diagnostic:
    return Diagnostic(
        "FDL064", "a range is allowed only to the right of `in`", span, "no value", hint="write `x in 1..5`"
    )


def in_needs_literal(span: Span, items: str, item: str) -> Diagnostic:
    hint = f"write `contains({items}, {item})`" if len(items) + len(item) <= 40 else "write `contains(list, item)`"
    return Diagnostic(
        "FDL055", "the right operand of `in` must be a literal", span, "known only row by row",
        why="it is compiled into the program", hint=f"of a list of the row {hint}",
    )  # fmt: skip


def in_needs_set(span: Span, text: bool = False) -> Diagnostic:
    return Diagnostic(
        "FDL064", "`in` needs a set or a range on its right", span, "neither of them",
        hint='write `x in ["a", "b"]`; a part of a text is found with `contains(x, "…")`' if text
        else "write `x in [1, 2]` or `x in 1..5`",
    )  # fmt: skip


def feature_type(span: Span, name: str, declared: str, found: str, hint: str) -> Diagnostic:
    return Diagnostic(
        "FDL065", f"`{name}` is declared {declared}", span, f"this is {found}", hint=hint,
    )  # fmt: skip


def feature_nullable(span: Span, name: str, declared: str, found: str, hint: str) -> Diagnostic:
    return Diagnostic(
        "FDL066", f"`{name}` is declared {declared}, but may be null", span, f"this is {found}",
        why="null in any operand makes the result null", hint=hint,
    )  # fmt: skip


def int32_unproven(
    span: Span, name: str, declared: str, nullable: str, low: int, high: int, clipped: str
) -> Diagnostic:
    known = "it can be any int64" if (low, high) == (-(2**63), 2**63 - 1) else f"it is in {low}..{high}"
    return Diagnostic(
        "FDL067", f"`{name}` is declared {declared}, but may not fit an int32", span, known,
        why="what does not fit is stored as null", hint=f"declare {nullable}, or {clipped}",
    )  # fmt: skip


def argument_type(span: Span, function: str, param: str, expected: Type, found: Type, hint: str) -> Diagnostic:
    return Diagnostic(
        "FDL068", f"`{param}` of `{function}` is {expected}", span, f"this is {found}",
        why=f"`{function}` declares it so", hint=hint,
    )  # fmt: skip


def calls_too_deep(span: Span, name: str, limit: int) -> Diagnostic:
    return Diagnostic(
        "FDL046", f"functions call each other more than {limit} deep", span, f"`{name}` is one too many",
        why="each call is written out when the file is compiled", hint="name steps with `let` instead",
    )  # fmt: skip
