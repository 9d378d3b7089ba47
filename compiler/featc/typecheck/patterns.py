"""Patterns among const arguments: read, checked, put into the normal form that the typed program holds.

Knows the refinements `regex`, `group` and `replacement` of the catalogue and the pinned Unicode; not the syntax of
patterns, which is the language's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from featc.ir import Value
from featc_dsl.catalogue import Overload
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.literals import string_places
from featc_dsl.regex import Malformed, Unicode, canonical, errors, parse, replacement
from featc_dsl.span import Span
from featc_runtime.data import unicode


@dataclass
class Wrong(Exception):
    """What is wrong with the const argument of a name."""

    parameter: str
    text: str
    what: Malformed


@cache
def _pinned() -> Unicode:
    return Unicode(unicode.categories(), unicode.orbits())


def normal(overload: Overload, consts: tuple[Value, ...], *, strict: bool = False) -> tuple[Value, ...]:
    """The consts with a pattern in normal form, and group and replacement as they then are. Raises ``Wrong``.

    Consts of operations without a pattern stay as they are. ``strict``: they are those of a source.
    """
    at = {p.type: i for i, p in enumerate(overload.consts)}
    if "regex" not in at:
        return consts
    out = list(consts)
    current = "regex"
    try:
        text = str(consts[at[current]])
        pattern = parse(text, _pinned())
        groups: set[int] = set()
        if "group" in at:
            current = "group"
            group = consts[at[current]]
            assert isinstance(group, int)
            if not 0 <= group <= pattern.groups:
                raise errors.no_group(0, 0, pattern.groups)
            groups, out[at[current]] = {group} - {0}, int(group > 0)
        if "replacement" in at:
            current = "replacement"
            new = replacement(str(consts[at[current]]), pattern.groups, strict=strict)
            groups, out[at[current]] = set(new.groups), new.canonical()
        current = "regex"
        out[at[current]] = canonical(pattern, groups, len(text))
    except Malformed as what:
        raise Wrong(overload.consts[at[current]].name, str(consts[at[current]]), what) from None
    return tuple(out)


def finding(wrong: Wrong, span: Span, source: str) -> Diagnostic:
    """The finding for a const argument. ``source`` is the source text at its ``span``: where a literal stands there,
    the place is within it.
    """
    what, label = wrong.what, wrong.what.label
    literal = source.strip("( )")
    places = string_places(literal, wrong.text)
    if what.end and places is not None:
        first, last = (places[min(p, len(wrong.text))] for p in (what.start, what.end))
        shift = source.index(literal) + first
        start = span.start + shift
        span = Span(span.file, start, start + max(last - first, 1), span.line, span.column + shift)
    elif what.end:
        label = f"{label}: `{wrong.text[what.start : what.end]}`"
    code = "FDL090" if wrong.parameter == "pattern" else "FDL091"
    return Diagnostic(code, what.title, span, label, why=what.why, hint=what.hint)
