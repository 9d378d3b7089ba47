"""The operator reference as Markdown, made of the catalogue's rows. Knows the rows' form, no single operator's rule."""

from __future__ import annotations

import json

from featc_dsl.catalogue import NO_DEFAULT, REFINEMENTS, ROWS, ROWS_OF, WHEN, Nulls, Op, Overload, Param

_INTRO = """\
# Operators

<!-- Made from the operator catalogue by `make operators`; do not edit. -->

Every operator, with its types, its rules and examples that the test suite executes. The rules that many share are in
[SEMANTICS.md](SEMANTICS.md); how programs are written is in [LANGUAGE.md](LANGUAGE.md).

How to read a signature: `T` is the same type at each of its places. *literal* stands for what must be written in the
program, not computed. `?` behind an operand says that the operator looks at its nulls; every other operator gives null
where an operand is null, so a result is nullable too where an operand is. `?` behind a result says that the operator
may give null for operands that are not. Integer literals stand for floats wherever a float is wanted."""

#: How operators are written that are neither calls nor `x symbol y`: one `{}` for each operand.
_FORMS = {"neg": "-{}", "not": "not {}", "if": "if {} then {} else {}", "list": "[{}]", "element": "{}[{}]"}

#: Where the rules of each family are, seen from the page.
RULES = {
    "arithmetic": "semantics/numbers.md",
    "comparison": "semantics/numbers.md",
    "logic": "SEMANTICS.md#nulls",
    "numbers": "semantics/numbers.md",
    "bits": "semantics/numbers.md",
    "scaling": "semantics/scaling.md",
    "maths": "semantics/maths.md",
    "strings": "semantics/strings.md",
    "time": "semantics/time.md",
    "categories": "semantics/categories.md",
    "lists": "semantics/lists.md",
}

_TABLES = {"unicode": "the pinned Unicode version", "zones": "the pinned time zones"}


def page() -> str:
    """The whole page."""
    families: dict[str, list[Op]] = {}
    for row in ROWS:
        families.setdefault(row.family, []).append(row)
    contents = "\n".join(f"* [{f}](#{f}): {', '.join(_link(op) for op in rows)}" for f, rows in families.items())
    parts = [_INTRO, contents]
    for family, rows in families.items():
        parts.append(f"## {family}\n\nThe rules: [{RULES[family]}]({RULES[family]}).")
        parts += map(_section, rows)
    return "\n\n".join(parts) + "\n"


def title(op: Op) -> str:
    """A row's heading: the name, and how it is written where that is no call."""
    if ROWS_OF[op.name][0] is not op:
        return f"`{op.name}` of {op.family}"
    return f"`{op.name}`, written `{op.symbol}`" if op.symbol and op.symbol != op.name else f"`{op.name}`"


def _link(op: Op) -> str:
    anchor = "".join(c for c in title(op).lower().replace(" ", "-") if c.isalnum() or c in "-_")
    return f"[`{op.symbol or op.name}`](#{anchor})"


def _section(op: Op) -> str:
    rules = [
        f"* null: {op.null_rule if op.nulls is Nulls.OWN else op.nulls.value}",
        *([f"* NaN: {op.nan}"] if op.nan else []),
        *([f"* edges: {op.edges}"] if op.edges else []),
        *(f"* the literal `{name}`: {text}" for name, text in _refinements(op)),
        *([f"* depends on {_TABLES[op.data]}"] if op.data else []),
    ]
    signatures = "\n".join(_signatures(op))
    width = max(len(e.expr) for e in op.examples)
    examples = "\n".join(f"{e.expr:<{width}}  # {e.value}" for e in op.examples)
    return "\n\n".join(
        [f"### {title(op)}", op.doc, f"```text\n{signatures}\n```", "\n".join(rules), f"```fdl\n{examples}\n```"]
    )


def _refinements(op: Op) -> list[tuple[str, str]]:
    """What is asked of literals beyond their type, each said once."""
    found = {(p.name, REFINEMENTS[p.type].what): None for o in op.overloads for p in o.params if p.type in REFINEMENTS}
    return list(found)


def _signatures(op: Op) -> list[str]:
    """One line a signature; those that differ in one scalar type only share a line."""
    lines: dict[str, list[str]] = {}
    for overload in op.overloads:
        kind = overload.params[0].type if overload.params else overload.result
        lines.setdefault(_signature(op, overload, kind), []).append(kind)
    shown = []
    for line, kinds in lines.items():
        if len(kinds) == 1:
            shown.append(line.replace("#", kinds[0]))
        else:
            shown.append(f"{line.replace('#', 'T')}   where T is {', '.join(kinds[:-1])} or {kinds[-1]}")
    return shown


def _signature(op: Op, overload: Overload, kind: str) -> str:
    """A signature with ``#`` in the place of ``kind``."""
    result = _generic(overload.result, kind)
    if overload.when:
        result += "?" if overload.when == "always" else f"? ({WHEN[overload.when]})"
    if op.symbol:
        form = _FORMS.get(op.name, f"{{}} {op.symbol} {{}}")
        return f"{form.format(*(_operand(p, kind) for p in overload.params))} → {result}"
    return f"{op.name}({', '.join(f'{p.name}: {_operand(p, kind)}' for p in overload.params)}) → {result}"


def _operand(param: Param, kind: str) -> str:
    scalar = param.scalar
    text = _generic(scalar.kind.value if scalar is not None else param.type, kind) + ("?" if param.nullable else "")
    if param.many:
        text = f"[literal {text}, …]"
    elif param.const:
        text = f"literal {text}" if param.default is NO_DEFAULT else f"literal {text} = {json.dumps(param.default)}"
    return f"{text}, …" if param.variadic else text


def _generic(text: str, kind: str) -> str:
    if "<" in text or "T" in text:
        return text
    return "#" if text == kind else text
