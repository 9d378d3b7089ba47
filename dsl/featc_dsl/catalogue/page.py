"""The operator reference as Markdown, made of the catalogue's rows. Knows the rows' form, no single operator's rule."""

from __future__ import annotations

import re

from featc_dsl.catalogue import ROWS, ROWS_OF, Nulls, Op
from featc_dsl.catalogue.signatures import refinements, signatures

_INTRO = """\
# Operators

<!-- Made from the operator catalogue by `make operators`; do not edit. -->

Every operator, with its types, its rules and examples that the test suite executes. The rules that many share are in
[SEMANTICS.md](SEMANTICS.md); how programs are written is in [LANGUAGE.md](LANGUAGE.md).

How to read a signature: `T` is the same type at each of its places. *literal* stands for what must be written in the
program, not computed. `?` behind an operand says that the operator looks at its nulls; every other operator gives null
where an operand is null, so a result is nullable too where an operand is. `?` behind a result says that the operator
may give null for operands that are not. Integer literals stand for floats wherever a float is wanted. A literal with
`=` may be left out, and is written with its name: `closed: "right"`."""

#: Where the rules of each family are, seen from the page.
RULES = {
    "arithmetic": "semantics/numbers.md",
    "comparison": "semantics/numbers.md",
    "logic": "SEMANTICS.md#nulls",
    "numbers": "semantics/numbers.md",
    "bits": "semantics/numbers.md",
    "scaling": "semantics/scaling.md",
    "maths": "semantics/maths.md",
    "geography": "semantics/geography.md",
    "strings": "semantics/strings.md",
    "regex": "semantics/regex.md",
    "time": "semantics/time.md",
    "categories": "semantics/categories.md",
    "lists": "semantics/lists.md",
}

_TABLES = {"unicode": "the pinned Unicode version", "zones": "the pinned time zones"}


def page() -> str:
    """The whole page."""
    families = _families()
    contents = "\n".join(f"* [{f}](#{f}): {', '.join(_link(op) for op in rows)}" for f, rows in families.items())
    parts = [_INTRO, contents]
    for family, rows in families.items():
        parts.append(f"## {family}\n\nThe rules: [{RULES[family]}]({RULES[family]}).")
        parts += map(_section, rows)
    return "\n\n".join(parts) + "\n"


#: Between these two lines of LANGUAGE.md stands what `summary` makes.
_BEGIN = "<!-- The operators: made from the operator catalogue by `make operators`; do not edit. -->"
_END = "<!-- The end of the operators. -->"


def in_language(text: str) -> str:
    """The text of LANGUAGE.md with its summary of the operators made anew."""
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError("LANGUAGE.md lacks the marks around the summary of the operators")
    return f"{before}{_BEGIN}\n\n{summary()}\n\n{_END}{after}"


def summary() -> str:
    """Every operator by family: its signatures and what it means in a sentence."""
    parts = []
    for family, rows in _families().items():
        lines = [f"### Operators: {family}", "", "| operator | signature | |", "|---|---|---|"]
        for op in rows:
            shown = "<br>".join(f"`{re.sub(' +', ' ', s)}`" for s in signatures(op))
            lines.append(f"| {_link(op, 'OPERATORS.md')} | {shown} | {op.doc} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _families() -> dict[str, list[Op]]:
    """The rows of each family, in order."""
    families: dict[str, list[Op]] = {}
    for row in ROWS:
        families.setdefault(row.family, []).append(row)
    return families


def title(op: Op) -> str:
    """A row's heading: the name, and how it is written where that is no call."""
    if ROWS_OF[op.name][0] is not op:
        return f"`{op.name}` of {op.family}"
    return f"`{op.name}`, written `{op.symbol}`" if op.symbol and op.symbol != op.name else f"`{op.name}`"


def _link(op: Op, page: str = "") -> str:
    anchor = "".join(c for c in title(op).lower().replace(" ", "-") if c.isalnum() or c in "-_")
    return f"[`{op.symbol or op.name}`]({page}#{anchor})"


def rules(op: Op) -> list[str]:
    """What a row says of null, NaN and edges, as the items of a list."""
    return [
        f"* null: {_null_rule(op)}",
        f"* NaN: {op.nan or 'no operand is a float64'}",
        *([f"* edges: {op.edges}"] if op.edges else []),
        *(f"* the literal `{name}`: {text}" for name, text in refinements(op)),
        *([f"* depends on {_TABLES[op.data]}"] if op.data else []),
    ]


def _section(op: Op) -> str:
    shown = "\n".join(signatures(op))
    width = max(len(e.expr) for e in op.examples)
    examples = "\n".join(f"{e.expr:<{width}}  # {e.value}" for e in op.examples)
    return "\n\n".join(
        [f"### {title(op)}", op.doc, f"```text\n{shown}\n```", "\n".join(rules(op)), f"```fdl\n{examples}\n```"]
    )


def _null_rule(op: Op) -> str:
    if op.nulls is Nulls.OWN:
        return op.null_rule
    fails = sum(o.fallible for o in op.overloads)
    if not fails:
        return str(op.nulls.value)
    where = "" if fails == len(op.overloads) else " and the signature has a `?`"
    return f"{op.nulls.value}, or where it fails{where} (see the edges)"
