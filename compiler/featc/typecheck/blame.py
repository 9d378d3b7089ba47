"""Why no overload fits: the operand that is wrong, what was expected there, and the fix. Knows wording of places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from featc.ir import Graph, Node
from featc.typecheck import errors, list_hints, lower, time_hints
from featc.typecheck.overload import Candidate, Mismatch, Spec, candidates, resolve
from featc_dsl import ast
from featc_dsl.catalogue import BY_NAME, REFINEMENTS
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span
from featc_dsl.types import DATETIME, FLOAT64, INT64, SCALARS, Kind, Type, list_of

#: The place of a position in a list.
AT = "the position in `[…]`"
_IF_PARTS = ("the condition of `if`", "the branch after `then`", "the branch after `else`")


def shown(call: ast.Call) -> str:
    """How an operator is written: its symbol, or its name."""
    return call.symbol or BY_NAME[call.name.text].symbol or call.name.text


def place(call: ast.Call, position: int, spec: Spec) -> str:
    """What an operand is to its operator: ``the left operand of `+```, ``argument 2 (`lo`) of `clip```."""
    name = call.name.text
    if name == "if":
        return _IF_PARTS[position]
    if name == "list":
        return f"item {position} of the list"
    if name == "element":
        return "what comes before `[…]`" if position == 0 else AT
    if call.symbol is not None or BY_NAME[name].symbol:
        if name in ("neg", "not"):
            return f"the operand of `{shown(call)}`"
        return f"the {'left' if position == 0 else 'right'} operand of `{shown(call)}`"
    return f"argument {position + 1} (`{spec.name}`) of `{name}`"


def count(call: ast.Call, options: Sequence[Candidate], found: int, texts: Sequence[str]) -> Diagnostic:
    """The wrong number of arguments, which are written as ``texts``."""
    name = call.name.text
    if call.symbol == "[]":
        return errors.argument_count(call.span, "[…]", ["x[i]"], found - 1)
    shapes = []
    for candidate in options:
        words = [p.name for p in candidate.params] + ([f"{candidate.rest.name}, …"] if candidate.rest else [])
        shape = f"{name}({', '.join(words)})"
        if shape not in shapes:
            shapes.append(shape)
    return errors.argument_count(call.span, name, shapes, found, texts)


def explain(
    call: ast.Call, parts: Sequence[ast.Expr], nodes: Sequence[Node], wrong: Mismatch, text: Callable[[Span], str]
) -> Diagnostic:
    """The finding for operands that no overload takes."""
    if wrong.clash is not None:
        return _clash(call, parts, nodes, wrong.clash, text)
    if wrong.lengths is not None:
        first, second = wrong.lengths
        title = f"the lists of `{shown(call)}` are of one length"
        one, two = nodes[first].type, nodes[second].type
        hint = list_hints.unlike(call.name.text, nodes[first], nodes[second], [text(p.span) for p in parts])
        return errors.different_types(parts[second].span, title, two, parts[first].span, one, hint)
    at = wrong.position
    node, part = nodes[at], parts[at]
    specs = [c.spec(at) for c in wrong.remaining]
    if not any(n.type.is_list for n in nodes):  # lists are told of where there is one
        specs = [s for s in specs if not s.is_list] or specs
    where = place(call, at, specs[0])
    if call.name.text == "in" and at == 1 and not node.type.is_list:
        return errors.in_needs_set(part.span, node.type.kind is Kind.STRING)
    if lower.untyped(node) and not wrong.const:
        return _untyped(call, parts, nodes, at, where, text)
    if node.op == "const" and node.type.item is not None and node.type.item.nullable and specs[-1].many:
        return errors.bad_constant(part.span, where, "a table without null", "ask with `is_null` where a null counts")
    if call.name.text == "in" and at == 1 and wrong.const and not isinstance(part, ast.ListExpr):
        return errors.in_needs_literal(part.span, text(part.span), text(parts[0].span))
    if wrong.const:
        hint = _operator_hint(call.name.text, at, nodes, [text(p.span) for p in parts])
        return errors.not_literal(part.span, where, _literal_wanted(specs[-1]), hint=hint)
    name = call.name.text
    kinds = _kinds_at(name, at)
    is_civil = Kind.DATETIME in kinds and Kind.TIMESTAMP not in kinds and name != "to_timestamp"
    if node.type.kind is Kind.TIMESTAMP and is_civil:
        return errors.zone_missing(part.span, name, conversion_hint(DATETIME, node, text(part.span)))
    if _is_mix(name, nodes, at) and _converted_fits(name, nodes):
        return _mixed(call, parts, nodes, at, text)
    if node.type.kind is Kind.MAP and specs[-1].map is not None:
        hint = list_hints.map_entries(node, [s.map for s in specs if s.map is not None])
        return errors.wrong_operand(part.span, where, "a literal map of such keys and values", node.type, "", hint)
    wanted = list(dict.fromkeys(_wanted(s) for s in specs))
    literal = node.consts[0] if lower.is_int_literal(node) else None
    if isinstance(literal, int) and not lower.is_exact(literal) and "float64" in wanted:
        return errors.inexact_literal(part.span, literal)
    why = _why(call, parts, nodes, at, text)
    if specs[-1].many and node.op == "const" and not node.type.is_list:
        return errors.wrong_operand(
            part.span, where, errors.or_list(wanted), node.type, why, f"write a list: `[{text(part.span)}]`"
        )
    texts = [text(p.span) for p in parts]
    hint = time_hints.operator(name, at, [n.type.kind for n in nodes], texts) or _operator_hint(name, at, nodes, texts)
    if not hint and name in SCALARS:  # a cast: what it makes says more than what it takes
        hint = conversion_hint(SCALARS[name], node, text(part.span))
    elif not hint:
        wide = [s for s in specs if s.scalar is not None and s.scalar.kind is Kind.DURATION] if at else []
        literals_last = sorted([*wide, *specs], key=lambda s: s.const)
        hint = next((h for s in literals_last if (h := _spec_hint(s, node, text(part.span)))), "")
    return errors.wrong_operand(part.span, where, errors.or_list(wanted), node.type, why, hint)


def _operator_hint(name: str, at: int, nodes: Sequence[Node], texts: Sequence[str]) -> str:
    """What to write instead of an operator that is not for values of this type, or nothing."""
    node = nodes[at]
    kind = node.type.kind
    short = all(len(t) <= 20 for t in texts)
    match name:
        case "floordiv" | "mod" if kind is Kind.FLOAT64 and short:
            whole = f"floor({texts[0]} / {texts[1]})"
            return f"write `{whole}`" if name == "floordiv" else f"write `{texts[0]} - {whole} * {texts[1]}`"
        case "lt" | "le" | "gt" | "ge" if all(n.type.kind is Kind.BOOL for n in nodes):
            return f"bools have no order: write `int64({texts[0]}) {BY_NAME[name].symbol} int64({texts[1]})`"
        case "cross" if at == 2 and node.op != "const":
            joined = [t if n.type.kind is Kind.STRING else f"string({t})" for t, n in zip(texts, nodes, strict=True)]
            return f'of three, join two: `cross({joined[0]}, {joined[1]} + "|" + {joined[2]}, buckets: 1024)`'
        case "element" if at == 0 and kind is Kind.MAP:
            return f"write `map({texts[1]}, {{…}})`"
        case "jaccard" | "overlap" | "token_ngrams" if kind is Kind.STRING:
            return f"split the text first: `tokens({texts[at]}, limit: 16)`"
        case "extract" if at == 2 and kind is Kind.STRING:
            return "groups are numbered from 1, by their opening parentheses"
        case "map" if at == 0 and kind is Kind.FLOAT64:
            return (
                f"bands of a number are `cut({texts[0]}, [10, 100])`, lines `interpolate({texts[0]}, {{0: 1, 10: 5}})`"
            )
        case "element" if at == 0 and kind is Kind.STRING:
            return f"a part of a text is `slice({texts[0]}, 0, 1)`"
        case "min" | "max" | "sum" | "mean" if not node.type.is_list:
            return errors.of_values(name, texts)
        case "eq" | "ne" | "is_same" if all(n.type.is_list for n in nodes):
            return f"compare items, `{texts[0]}[0] == {texts[1]}[0]`: lists are not compared as a whole"
        case "eq" | "ne" | "is_same" if node.type.is_list:
            other = texts[1 - at]
            return f"compare an item, `{texts[at]}[0] == {other}`, or look for one, `contains({texts[at]}, {other})`"
        case "hash_bucket" | "index_of" | "one_hot" if kind is Kind.FLOAT64 and at == 0:
            return conversion_hint(INT64, node, texts[0])
        case "floor" | "ceil" | "round" | "trunc" if kind is Kind.INT64:
            return "an int64 is a whole number already: leave it as it is"
    return ""


def _kinds_at(name: str, at: int) -> set[Kind]:
    """The kinds that the meanings of an operator take at a position, of the items where that is a table."""
    found = set()
    for candidate in candidates(name):
        if at < len(candidate.params) or candidate.rest is not None:
            scalar = candidate.spec(at).scalar
            if scalar is not None:
                found.add(scalar.kind)
    return found


def _is_mix(name: str, nodes: Sequence[Node], at: int) -> bool:
    """Whether what is wrong with an operand is that it is an int64 beside a float64, or the other way round."""
    numbers = {Kind.INT64, Kind.FLOAT64}
    kind = _number(nodes[at])
    others = {k for i, n in enumerate(nodes) if i != at and (k := _number(n)) is not None}
    return kind is not None and _kinds_at(name, at) >= numbers and bool(others - {kind})


def _converted_fits(name: str, nodes: Sequence[Node]) -> bool:
    """Whether the operator takes the operands once every int64 among them, alone or in a list, is a float64."""
    graph, converted = Graph(), []
    for at, node in enumerate(nodes):
        type = node.type
        if _number(node) is Kind.INT64 and not lower.is_int_literal(node):
            wide = FLOAT64.with_null((type.item or type).nullable)
            wide = list_of(wide, type.size or 0, type.at_most).with_null(type.nullable) if type.is_list else wide
            node = graph.node("param", (), (f"{at}",), wide)
        converted.append(node)
    return not isinstance(resolve(graph, name, converted), Mismatch)


def _number(node: Node) -> Kind | None:
    """The kind of a number or of the numbers of a list, None for anything else."""
    kind = node.type.item.kind if node.type.item is not None else node.type.kind
    return kind if kind in (Kind.INT64, Kind.FLOAT64) else None


def _wanted(spec: Spec) -> str:
    if spec.map is not None:
        values = "points" if spec.map[1] == "point" else spec.map[1]
        return f"a literal map of {spec.map[0]} to {values}"
    if spec.is_list:
        return f"a list of {spec.scalar}" if spec.scalar else "a list"
    if spec.many:
        return f"a literal list of {spec.scalar}"
    return str(spec.scalar) if spec.scalar else "a scalar"


def _literal_wanted(spec: Spec) -> str:
    if spec.refinement is not None and not spec.many:
        return REFINEMENTS[spec.refinement].what
    if spec.map is not None:
        return f"a literal map, such as {{{_KEYS[spec.map[0].kind]}: {_ENTRIES[spec.map[1]]}}}"
    return f"a list of literals, such as [{_SAMPLES[spec.scalar.kind]}]" if spec.many and spec.scalar else "a literal"


_KEYS = {Kind.BOOL: "true", Kind.INT64: "1", Kind.FLOAT64: "1.0", Kind.STRING: '"a"'}
_ENTRIES = {"bool": "true", "int64": "1", "float64": "1.5", "string": '"b"', "point": "[40.64, -73.78]"}

_SAMPLES = {
    Kind.BOOL: "true, false",
    Kind.INT64: "1, 2, 3",
    Kind.FLOAT64: "0.5, 1.0",
    Kind.STRING: '"AA", "DL"',
    Kind.TIMESTAMP: "2013-10-10T00:00:00Z",
    Kind.DATETIME: "…",
    Kind.DATE: "2013-10-10",
    Kind.DURATION: "1h, 1d",
}


def _why(call: ast.Call, parts: Sequence[ast.Expr], nodes: Sequence[Node], at: int, text: Callable[[Span], str]) -> str:
    """Why the operand must be what it must be: the operands before it decide."""
    if at == 0 or call.name.text in ("if", "list"):
        return ""
    before = [f"`{text(p.span)}` is {errors.a_type(n.type)}" for p, n in zip(parts[:at], nodes, strict=False)]
    return " and ".join(before[:2]) if all(len(b) <= 60 for b in before) else ""


def _spec_hint(spec: Spec, node: Node, text: str) -> str:
    if spec.const and node.op != "const":
        return f"write {_literal_wanted(spec)} here"
    if node.type.is_list and not spec.many and len(text) <= 30:
        if not spec.is_list:
            return list_hints.scalar_wanted(node, text)
        return list_hints.items(spec.scalar, node, text) if spec.scalar is not None else ""
    if spec.scalar is None or spec.is_list or spec.many or spec.scalar.kind is Kind.MONTHS:
        return ""
    return conversion_hint(spec.scalar, node, text)


#: What binds looser than `??`, so that an expression with it needs parentheses before one.
_LOOSE = re.compile(r"\b(?:if|and|or|not|in)\b|[<>=]")


def conversion_hint(wanted: Type, node: Node, text: str) -> str:
    """How to make a value of the type out of this one, or nothing."""
    have = node.type
    if len(text) > 40:
        text = "…"
    const = node.op == "const"
    hint = time_hints.conversion(wanted.kind, have.kind, text, const)
    if hint:
        return hint
    match wanted.kind, have.kind:
        case Kind.DURATION, Kind.INT64 if const and 0 < len(text) < 10:
            return f"write a length of time, such as `{text}s` or `{text}d`"
        case Kind.DURATION, (Kind.INT64 | Kind.FLOAT64):
            return "write a length of time, such as `1s * n` of an int64, or take `seconds(…)` of the duration"
        case Kind.DURATION, Kind.STRING if const:
            return "write a length of time without quotes: `1d`, `1h30m`"
        case Kind.BOOL, Kind.INT64 if const and node.consts[0] in (0, 1):
            return f"write `{'true' if node.consts[0] else 'false'}`"
        case Kind.BOOL, Kind.STRING if const and str(node.consts[0]).lower() in ("true", "false"):
            return f"write `{str(node.consts[0]).lower()}` without quotes"
        case Kind.FLOAT64, (Kind.INT64 | Kind.BOOL):
            return f"write `float64({text})`"
        case Kind.INT64, Kind.FLOAT64:
            return f"write `int64(round({text}))`; it is null for NaN and what does not fit"
        case Kind.INT64, Kind.BOOL:
            return f"write `int64({text})`"
        case ((Kind.INT64 | Kind.FLOAT64), Kind.STRING) if node.op == "const":
            number = re.fullmatch(r"\s*[+-]?[0-9][0-9_]*(\.[0-9]+)?([eE][+-]?[0-9]+)?\s*", str(node.consts[0]))
            return "write the number without quotes" if number else ""
        case Kind.INT64, Kind.STRING:
            return f"write `parse_int({text})`; it is null where the text is no number"
        case Kind.FLOAT64, Kind.STRING:
            return f"write `parse_float({text})`; it is null where the text is no number"
        case Kind.BOOL, (Kind.INT64 | Kind.FLOAT64):
            return f"write a comparison: `{text} != 0`"
        case Kind.BOOL, Kind.STRING:
            return f'write a comparison: `{text} != ""`'
        case ((Kind.INT64 | Kind.FLOAT64), Kind.DURATION):
            return f"write `seconds({text})`, or another unit"
        case Kind.STRING, (Kind.INT64 | Kind.BOOL):
            return f"write `string({text})`"
        case Kind.STRING, Kind.FLOAT64:
            return "a float64 is not printed as text: keep the number, or name the cases with `if`"
    if wanted.kind is have.kind and have.nullable and not wanted.nullable:
        return null_hint(node, text)
    return ""


_ZEROS = {Kind.BOOL: "false", Kind.INT64: "0", Kind.FLOAT64: "0.0", Kind.STRING: '""', Kind.DURATION: "0s"}


def null_hint(node: Node, text: str) -> str:
    """The `??` that makes a value never null, and what that says."""
    zero = _ZEROS.get(node.type.kind, "…") if not node.op.startswith(("index_of.", "argm")) else "-1"
    text = f"({text})" if _LOOSE.search(text) else text
    what = "what is not found counts" if zero == "-1" else "a missing value then counts"
    written = f"write `{text} ?? {zero}`" if len(text) <= 40 else f"end it with `?? {zero}`"
    return f"{written}: {what} as {zero}" if zero != "…" else written


def _mixed(
    call: ast.Call, parts: Sequence[ast.Expr], nodes: Sequence[Node], at: int, text: Callable[[Span], str]
) -> Diagnostic:
    """int64 with float64: the integer side is to be converted, or widened where it is a literal."""
    ints = [i for i, n in enumerate(nodes) if _number(n) is Kind.INT64]
    for i in ints:
        value = nodes[i].consts[0] if lower.is_int_literal(nodes[i]) else None
        if isinstance(value, int) and not lower.is_exact(value):
            return errors.inexact_literal(parts[i].span, value)
    blamed = next((i for i in ints if not lower.is_int_literal(nodes[i])), at)
    floats = next((i for i, n in enumerate(nodes) if _number(n) is Kind.FLOAT64), at)
    written = text(parts[blamed].span)
    one, other = ("a list of " if nodes[i].type.is_list else "" for i in (blamed, floats))
    why = f"`{written}` is {one or 'an '}int64, `{text(parts[floats].span)}` {other or 'a '}float64"
    hint = f"write `float64({written})`" if one else conversion_hint(FLOAT64, nodes[blamed], written)
    return errors.mixed_numbers(
        parts[blamed].span,
        "a list" if call.name.text == "list" else f"`{shown(call)}`",
        why if len(why) < 120 else "",
        hint,
    )


def _clash(
    call: ast.Call,
    parts: Sequence[ast.Expr],
    nodes: Sequence[Node],
    clash: tuple[int, int],
    text: Callable[[Span], str],
) -> Diagnostic:
    """Two operands that should be of one type."""
    first, second = clash
    one, two = nodes[first], nodes[second]
    mixed = {_number(one), _number(two)} == {Kind.INT64, Kind.FLOAT64}
    if mixed and (call.name.text == "contains" or not (one.type.is_list or two.type.is_list)):
        return _mixed(call, parts, nodes, second, text)
    names = {
        "if": "the branches of `if` are of two types",
        "coalesce": "both sides of `??` are of one type",
        "list": "the items of a list are of one type",
    }
    title = names.get(call.name.text, f"the operands of `{shown(call)}` are of one type")
    hint = conversion_hint(one.type.bare, two, text(parts[second].span))
    if mixed and one.type.is_list and two.type.is_list:
        whole = first if _number(one) is Kind.INT64 else second
        hint = list_hints.items(FLOAT64, nodes[whole], text(parts[whole].span))
        sizes = one.type.size or 0, two.type.size or 0
        if nodes[whole].op == "const" and sizes[0] != sizes[1]:  # the items fit as they are, their number does not
            other = second if whole == first else first
            hint = f"lists of {sizes[0]} and {sizes[1]} items: write `head({text(parts[other].span)}, {max(sizes)})`"
            hint += ", a list of at most so many"
    elif one.type.is_list and not two.type.is_list and _number(two) is not None and _number(one) is not None:
        hint = f"write a list: `[{text(parts[second].span)}]`"
    return errors.different_types(parts[second].span, title, two.type, parts[first].span, one.type, hint)


def _untyped(
    call: ast.Call, parts: Sequence[ast.Expr], nodes: Sequence[Node], at: int, where: str, text: Callable[[Span], str]
) -> Diagnostic:
    """A bare `null` or an empty list where nothing gives it a type."""
    node, span, name = nodes[at], parts[at].span, call.name.text
    if node.type.is_list:
        return errors.untyped(span, "the list", "put a value of its type into it")
    if name in ("eq", "ne"):
        other = text(parts[1 - at].span)
        return errors.always_null(span, where, f"write `{'not ' if name == 'ne' else ''}is_null({other})`")
    if BY_NAME[name].null_rule:
        return errors.untyped(span, "`null`", "give it a type by another operand, or write the value that is meant")
    return errors.always_null(span, where, "write the value that is meant")
