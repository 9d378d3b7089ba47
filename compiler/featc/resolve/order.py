"""The order in which values can be typed: what an expression reads comes before it. Knows names, no types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from featc.resolve import errors
from featc.resolve.declarations import Resolved
from featc.resolve.scope import Scope, fill, holes, walk
from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span

#: A value or a function: the two sets of names are separate.
Key = tuple[str, str]


def in_order(resolved: Resolved, report: Callable[[Diagnostic], None]) -> tuple[list[Key], set[Key]]:
    """All lets, features and functions, operands first, and those that stand in a circle (a finding each circle).

    Depth-first without recursion; ties in the order of the source.
    """
    order: list[Key] = []
    circular: set[Key] = set()
    done: set[Key] = set()
    path = _Path(circular)
    for root in _keys(resolved):
        reads: list[Iterator[Key]] = []
        if root not in done:
            path.enter(root)
            reads.append(iter(_reads(root, resolved)))
        while reads:
            for needed in reads[-1]:
                if needed in path.places:
                    if path.close(needed):
                        report(_circle(path.keys[path.places[needed] :], resolved))
                elif needed not in done:
                    path.enter(needed)
                    reads.append(iter(_reads(needed, resolved)))
                    break
            else:
                reads.pop()
                key = path.leave()
                done.add(key)
                order.append(key)
    return order, circular


class _Path:
    """The keys from a root down to where the search is. Each is marked as circular once, however many circles it is in.

    ``_next`` has for each place the nearest one at or above it (towards the root) that may be unmarked still, as in
    a disjoint set: a search that met every key of every circle anew would take quadratic time.
    """

    def __init__(self, circular: set[Key]) -> None:
        self.keys: list[Key] = []
        self.places: dict[Key, int] = {}
        self._circular = circular
        self._next: list[int] = []

    def enter(self, key: Key) -> None:
        self.places[key] = len(self.keys)
        self._next.append(len(self.keys))
        self.keys.append(key)

    def leave(self) -> Key:
        key = self.keys.pop()
        del self.places[key]
        self._next.pop()
        return key

    def close(self, key: Key) -> bool:
        """Mark the keys from this one down to the last as circular; whether any was not marked before."""
        new, place = False, self._unmarked(len(self.keys) - 1)
        while place >= self.places[key]:
            new = True
            self._circular.add(self.keys[place])
            self._next[place] = place - 1
            place = self._unmarked(place)
        return new

    def _unmarked(self, place: int) -> int:
        found = place
        while found >= 0 and self._next[found] != found:
            found = self._next[found]
        while place >= 0 and self._next[place] != place:
            self._next[place], place = found, self._next[place]
        return found


def _keys(resolved: Resolved) -> Iterator[Key]:
    for name in resolved.functions:
        yield "function", name
    for name in resolved.values:
        yield "value", name


def _reads(key: Key, resolved: Resolved) -> list[Key]:
    """What a declaration reads of the others, in the order of the text."""
    kind, name = key
    if kind == "function":
        decl = resolved.functions[name]
        return _names(decl.body, Scope(params=dict.fromkeys(p.name.text for p in decl.params)), {}, resolved)
    value = resolved.values[name]
    return _names(value.decl.value, value.scope, value.texts, resolved)


def _names(expr: ast.Expr, scope: Scope, texts: Mapping[str, str], resolved: Resolved) -> list[Key]:
    found: dict[Key, None] = {}
    for part in walk(expr):
        if isinstance(part, ast.Ref):
            name = part.name.text
            if name in scope.params:
                continue
            item = scope.loop.get(name)
            if isinstance(item, ast.Ref):
                name = item.name.text
            elif item is None and "{" in name and all(h in texts for h in holes(name)):
                name = fill(name, texts)
            if (item is None or isinstance(item, ast.Ref)) and name in resolved.values:
                found["value", name] = None
        elif isinstance(part, ast.Call) and part.symbol is None and part.name.text in resolved.functions:
            found["function", part.name.text] = None
    return list(found)


def _place(key: Key, resolved: Resolved) -> Span:
    kind, name = key
    return resolved.functions[name].name.span if kind == "function" else resolved.values[name].decl.name.span


def _circle(chain: list[Key], resolved: Resolved) -> Diagnostic:
    names = [name for _, name in chain]
    names.append(names[0])
    span = _place(chain[0], resolved)
    if all(kind == "function" for kind, _ in chain):
        return errors.recursion(span, names)
    places = [(_place(k, resolved), f"`{k[1]}` is declared here") for k in chain[1:]]
    return errors.circle(span, names, places)
