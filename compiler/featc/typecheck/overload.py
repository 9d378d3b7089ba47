"""Overload resolution from the catalogue's rows: which meaning of an operator fits its operands.

Knows signatures, nodes and types; no syntax, no wording. The first overload that fits is the one: int64 literals fit
float64 where they are exact, a bare null fits what looks at nulls, a const parameter takes literals only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from featc.ir import Graph, Node, Value
from featc.typecheck import lower
from featc_dsl.catalogue import NO_DEFAULT, REFINEMENTS, ROWS, ROWS_OF, Nulls, Op, Overload, Param, result_type
from featc_dsl.catalogue.results import OWN_NULLS
from featc_dsl.types import FLOAT64, INT64, LITERAL_KINDS, SCALARS, Kind, Type, list_of


@dataclass(frozen=True, slots=True)
class Spec:
    """One parameter, read. ``scalar`` is the type asked for (of an item, for a list), None for any.

    ``is_list`` is an fdl list, ``many`` a literal list of any length, ``map`` a literal map.
    """

    name: str
    text: str
    const: bool
    nullable: bool
    many: bool
    is_list: bool
    scalar: Type | None
    refinement: str | None
    length: str = ""
    map: tuple[Type, str] | None = None
    default: Value = NO_DEFAULT

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""
        return self.default is not NO_DEFAULT


@dataclass(frozen=True, slots=True)
class Candidate:
    """An overload with its parameters read; ``rest`` is the variadic last one, taken one or more times."""

    op: Op
    overload: Overload
    params: tuple[Spec, ...]
    rest: Spec | None

    def accepts(self, count: int) -> bool:
        most = len(self.params)
        if self.rest is not None:
            return count > most
        return most - sum(p.optional for p in self.params) <= count <= most

    def spec(self, position: int) -> Spec:
        if position < len(self.params) or self.rest is None:
            return self.params[position]
        return self.rest


@dataclass(frozen=True, slots=True)
class Chosen:
    """The overload that fits, its operands made to fit, its consts, the type of the result."""

    candidate: Candidate
    operands: tuple[Node, ...]
    consts: tuple[Value, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Mismatch:
    """No overload fits. ``position`` is the first operand that rules the last ones out, ``remaining`` those ruled out
    there. ``clash`` is set where two operands should be of one type and are not, ``lengths`` where two lists should be
    of one length.
    """

    position: int
    remaining: tuple[Candidate, ...]
    clash: tuple[int, int] | None = None
    const: bool = False  # it fits but for not being a literal
    lengths: tuple[int, int] | None = None


#: Rows whose T is scalars only, as their ``edges`` say.
_SCALAR_ONLY = frozenset({"is_same", "list", "null_if"})

_unruled = {row.name for row in ROWS if row.nulls is Nulls.OWN} - set(OWN_NULLS)
if _unruled:
    raise ValueError(f"rows with their own null rule that OWN_NULLS does not have: {sorted(_unruled)}")


def _read(param: Param) -> Spec:
    refinement = param.type if param.type in REFINEMENTS else None
    scalar = param.item if param.is_list else param.scalar
    return Spec(
        param.name, param.type, param.const, param.nullable, param.many, param.is_list, scalar, refinement,
        param.length, param.map, param.default,
    )  # fmt: skip


@cache
def candidates(name: str) -> tuple[Candidate, ...]:
    """The overloads of an operator, in the order of its rows."""
    found = []
    for row in ROWS_OF[name]:
        for overload in row.overloads:
            specs = tuple(_read(p) for p in overload.params)
            rest = specs[-1] if overload.params and overload.params[-1].variadic else None
            found.append(Candidate(row, overload, specs[:-1] if rest else specs, rest))
    return tuple(found)


@lru_cache(maxsize=1000)
def _accepting(name: str, count: int) -> tuple[Candidate, ...]:
    return tuple(c for c in candidates(name) if c.accepts(count))


def resolve(graph: Graph, name: str, nodes: Sequence[Node]) -> Chosen | Mismatch:
    """The first overload of an operator that fits. The number of operands must be accepted by one of them."""
    remaining = _accepting(name, len(nodes))
    last: Mismatch | None = None
    for candidate in remaining:
        found = _try(graph, candidate, nodes)
        if isinstance(found, Chosen):
            return found
        if last is None or found.position >= last.position:
            same = last if last is not None and found.position == last.position else Mismatch(found.position, ())
            # unlike lengths say more than what the next overloads take there
            lengths = found.lengths or same.lengths
            last = Mismatch(found.position, (*same.remaining, candidate), found.clash, found.const, lengths)
    assert last is not None
    return last


def _try(graph: Graph, candidate: Candidate, nodes: Sequence[Node]) -> Chosen | Mismatch:
    operands: list[Node] = []
    consts: list[Value] = []
    specs: list[Spec] = []  # of the operands
    places: list[int] = []  # where each operand stands among the arguments
    for position, node in enumerate(nodes):
        spec = candidate.spec(position)
        if spec.const:
            value = const_value(spec, node)
            if value is _NOT_CONST:
                return Mismatch(position, (), const=_type_fits(spec, node) and node.op != "const")
            if spec.refinement == "nonzero" and value == 0:
                return Mismatch(position, ())
            consts.append(value)
            continue
        if (lower.is_null(node) and not spec.nullable) or node.type.kind in LITERAL_KINDS:
            return Mismatch(position, ())
        if not _type_fits(spec, node):
            return Mismatch(position, ())
        if spec.is_list and spec.scalar is not None:
            node = lower.coerce(graph, node, _list_like(node, spec.scalar))
        elif spec.scalar is not None:
            node = lower.coerce(graph, node, spec.scalar)
        elif candidate.op.name in _SCALAR_ONLY and node.type.is_list:
            return Mismatch(position, ())
        operands.append(node)
        specs.append(spec)
        places.append(position)
    consts += [p.default for p in candidate.params[len(nodes) :]]
    wrong = _lengths(specs, operands, places) or _bind(graph, candidate, specs, operands, places)
    if wrong is not None:
        return wrong
    types = [o.type for o in operands]
    return Chosen(
        candidate,
        tuple(operands),
        tuple(consts),
        result_type(candidate.op, candidate.overload, types, consts),
    )


def _list_like(node: Node, item: Type) -> Type:
    """The type of a list node with items of another type."""
    have = node.type
    holes = have.item is not None and have.item.nullable
    return list_of(item.with_null(holes), have.size or 0, have.at_most)


def _lengths(specs: Sequence[Spec], operands: Sequence[Node], places: Sequence[int]) -> Mismatch | None:
    """Two lists of fixed and unlike lengths where the signature has one letter for both."""
    first: dict[str, int] = {}
    for at, (spec, node) in enumerate(zip(specs, operands, strict=True)):
        if not spec.length or spec.length == "fixed" or node.type.at_most:
            continue
        other = first.setdefault(spec.length, at)
        if operands[other].type.size != node.type.size:
            return Mismatch(places[at], (), lengths=(places[other], places[at]))
    return None


def _bind(
    graph: Graph, candidate: Candidate, specs: Sequence[Spec], operands: list[Node], places: Sequence[int]
) -> Mismatch | None:
    """Finds what T is and makes the operands of type T, and the lists of T, fit; None where they do."""
    of_t = [i for i, s in enumerate(specs) if s.text == "T"]
    lists = [i for i, s in enumerate(specs) if s.is_list and s.scalar is None]
    if lists:
        return _bind_items(graph, of_t, lists, operands, places)
    if not of_t:
        return None
    if candidate.rest is not None and "T" not in candidate.overload.result:
        # one variadic T of which the result says nothing: the operands may differ
        for at in of_t:
            if lower.untyped(operands[at]):
                return Mismatch(places[at], ())
            operands[at] = lower.coerce(graph, operands[at], operands[at].type)
        return None
    unified = lower.unify([operands[at] for at in of_t])
    if isinstance(unified, tuple):
        one, two = (places[next(at for at in of_t if operands[at] is node)] for node in unified)
        return Mismatch(two, (), clash=(one, two))
    if unified is None or (unified.item is not None and unified.item.kind is Kind.NULL):
        return Mismatch(places[of_t[0]], ())
    for at in of_t:
        operands[at] = lower.coerce(graph, operands[at], unified)
    return None


def _bind_items(
    graph: Graph, of_t: Sequence[int], lists: Sequence[int], operands: list[Node], places: Sequence[int]
) -> Mismatch | None:
    """T is the type of the lists' items; a scalar T is one of them."""
    typed = [i for i in (*lists, *of_t) if not lower.untyped(operands[i])]
    if not typed:
        return Mismatch(places[lists[0]], ())
    kinds = {i: (operands[i].type.item or operands[i].type).kind for i in typed}
    wide = set(kinds.values()) == {Kind.INT64, Kind.FLOAT64}
    first = next(i for i in typed if not wide or kinds[i] is Kind.FLOAT64)
    item = (operands[first].type.item or operands[first].type).bare
    for i in sorted((*lists, *of_t)):
        node = operands[i]
        wanted = _list_like(node, item) if node.type.is_list else item
        if i in of_t and node.type.is_list:
            return Mismatch(places[i], ())
        if not lower.fits(node, wanted):
            return Mismatch(places[max(i, first)], (), clash=(places[min(i, first)], places[max(i, first)]))
        operands[i] = lower.coerce(graph, node, wanted)
    return None


def _type_fits(spec: Spec, node: Node) -> bool:
    if spec.map is not None:
        return node.type.kind is Kind.MAP
    if spec.many or spec.is_list:
        item = node.type.item
        if item is None:
            return node.type.kind is Kind.NULL and spec.nullable
        if spec.length == "fixed" and node.type.at_most:
            return False
        if item.kind is Kind.NULL:
            return spec.many or spec.scalar is not None or node.type.size == 0
        if spec.scalar is None or item.kind is spec.scalar.kind:
            return True
        return lower.fits(node, _list_like(node, spec.scalar))
    if spec.scalar is None:
        return True
    return lower.fits(node, spec.scalar)


_NOT_CONST: Value = ("not a const",)


def const_value(spec: Spec, node: Node) -> Value:
    """The value of a literal operand as the parameter's type, or ``_NOT_CONST``. Nulls are no such values."""
    if spec.map is not None:
        return _const_pairs(spec.map, node)
    if spec.many:
        return _const_items(spec, node)
    if node.op != "const" or spec.scalar is None or not lower.fits(node, spec.scalar):
        return _NOT_CONST
    value = node.consts[0]
    if value is None:
        return _NOT_CONST
    return float(value) if spec.scalar.kind is Kind.FLOAT64 else value  # type: ignore[arg-type]


def _const_pairs(wanted: tuple[Type, str], node: Node) -> Value:
    """The pairs of a literal map as keys and values of the types wanted."""
    key, value = wanted
    if node.op != "const" or node.type.kind is not Kind.MAP:
        return _NOT_CONST
    pairs = []
    assert isinstance(node.consts[0], tuple)
    for pair in node.consts[0]:
        assert isinstance(pair, tuple)
        made = (_entry(pair[0], key), _point(pair[1]) if value == "point" else _entry(pair[1], SCALARS[value]))
        if _NOT_CONST in made:
            return _NOT_CONST
        pairs.append(made)
    return tuple(pairs)


def _point(value: Value) -> Value:
    """A point of a literal map: two floats."""
    if not isinstance(value, tuple) or len(value) != 2:
        return _NOT_CONST
    made = tuple(_entry(v, FLOAT64) for v in value)
    return _NOT_CONST if _NOT_CONST in made else made


_PYTHON = {Kind.BOOL: bool, Kind.INT64: int, Kind.FLOAT64: float, Kind.STRING: str}


def _entry(value: Value, wanted: Type) -> Value:
    """A literal of a map as a scalar of the type wanted."""
    if type(value) is _PYTHON[wanted.kind]:
        return value
    if wanted.kind is Kind.FLOAT64 and type(value) is int and lower.is_exact(value):
        return float(value)
    return _NOT_CONST


def _const_items(spec: Spec, node: Node) -> Value:
    item = node.type.item
    if item is None or spec.scalar is None:
        return _NOT_CONST
    if node.op == "const":
        values = node.consts[0]
    elif node.op == "list" and all(a.op == "const" for a in node.args):
        values = tuple(a.consts[0] for a in node.args)
    else:
        return _NOT_CONST
    if not isinstance(values, tuple) or None in values:
        return _NOT_CONST
    if not values or item.kind is spec.scalar.kind:
        return values
    if item.kind is INT64.kind and spec.scalar.kind is FLOAT64.kind and all(lower.is_exact(v) for v in values):
        return tuple(float(v) for v in values)  # type: ignore[arg-type]
    return _NOT_CONST
