"""Named arguments of catalogue functions, put into the order of the signature. Knows overloads' parameter names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from featc.ir import Graph, Node
from featc.typecheck import errors
from featc.typecheck.overload import candidates
from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic


def bind(
    call: ast.Call, nodes: Sequence[Node], graph: Graph, report: Callable[[Diagnostic], None]
) -> tuple[list[ast.Expr], list[Node]] | None:
    """The arguments and their nodes in the order of the first signature that has all the names; None after a finding.

    Arguments without a name fill the first parameters; a variadic parameter has no name to give. Where parameters that
    may be left out are, and later ones are not, their defaults are in their places.
    """
    function = call.name.text
    positional = next((i for i, a in enumerate(call.args) if a.name), len(call.args))
    for arg in call.args[positional:]:
        if arg.name is None:
            report(errors.positional_after_named(arg.value.span))
            return None
    given = [a.name for a in call.args if a.name]
    known = list(dict.fromkeys(p.name for c in candidates(function) for p in c.params))
    seen = set()
    for name in given:
        if name.text not in known:
            report(errors.unknown_argument(name.span, function, name.text, known))
            return None
        if name.text in seen:
            report(errors.argument_twice(name.span, function, name.text))
            return None
        seen.add(name.text)
    for candidate in candidates(function):
        named = candidate.params[positional:]
        left_out = {p.name for p in named if p.optional} - seen
        if candidate.rest is not None or {p.name for p in named} - left_out != seen:
            continue
        while named and named[-1].name in left_out:
            named = named[:-1]
        texts = [n.text for n in given]
        parts: list[ast.Expr] = [a.value for a in call.args[:positional]]
        ordered = list(nodes[:positional])
        for param in named:
            if param.name in left_out:
                assert param.scalar is not None
                parts.append(call)
                ordered.append(graph.const(param.default, param.scalar))
            else:
                parts.append(call.args[positional + texts.index(param.name)].value)
                ordered.append(nodes[positional + texts.index(param.name)])
        return parts, ordered
    first = next((n for n in given if n.text in known[:positional]), None)
    if first is not None:
        hint = 'it crosses two: join the others, `cross(a, b + "|" + c, buckets: 1024)`' if function == "cross" else ""
        report(errors.argument_twice(first.span, function, first.text, hint))
    else:
        shapes = list(dict.fromkeys(f"{function}({', '.join(p.name for p in c.params)})" for c in candidates(function)))
        report(errors.argument_count(call.span, function, shapes, len(nodes)))
    return None
