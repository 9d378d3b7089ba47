"""Walks the IR and writes the statements of a native target: which node gets a variable, and how null is handled.

Knows which operations look at nulls themselves and which are operators in every language with IEEE doubles and wrapping
64-bit integers; what differs between languages is in ``Language``. No recursion over the DAG.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from featc.backends.naming import Namer, count_uses, remark
from featc.backends.nativecode import tree as t
from featc.backends.nativecode.helpers import PREPARED, gives_null, overload
from featc.backends.nativecode.language import Language
from featc.backends.nativecode.literals import literal, literal_kind
from featc.backends.nativecode.names import camel
from featc.backends.nativecode.values import Branch, Guarded, Low, Maybe, Nothing, Plain, depth
from featc.ir import Node, Output, RowProgram, Value, walk
from featc_dsl.catalogue import BY_ID, Nulls
from featc_dsl.types import BOOL, Kind, Type

#: An expression longer than this gets a variable of its own, so that lines stay readable.
_SPILL = 72
#: Blocks in each other, at most.
_DEEP = 6
#: Columns of a comment.
_REMARK = 110

_INTEGERS = ("int64", "timestamp", "datetime", "date", "duration")
_COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}

#: Operations that are one operator of the language, exact and total as it stands.
INFIX = {
    "add.int64": "+", "sub.int64": "-", "mul.int64": "*",
    "add.float64": "+", "sub.float64": "-", "mul.float64": "*", "div.float64": "/",
    "add.string": "+", "sub.timestamps": "-", "sub.datetimes": "-", "xor": "!=",
    **{f"{n}.{k}": sign for n, sign in _COMPARISONS.items() for k in (*_INTEGERS, "float64")},
    "eq.bool": "==", "ne.bool": "!=",
}  # fmt: skip

PREFIX = {"neg.int64": "-", "neg.float64": "-", "neg.duration": "-", "not": "!"}

#: The same for strings, in languages whose operators compare code points.
STRINGS = {f"{n}.string": sign for n, sign in _COMPARISONS.items()}

#: Operations with a null rule of their own.
OWN = ("and", "or", "if", "coalesce", "null_if", "is_null", "is_same", "count_null", "list")


class Emitter:
    """Writes the outputs of a row program; ``body`` has the statements, ``constants`` what they need prepared.

    A constant is (name, type, value).
    """

    def __init__(self, row: RowProgram, source: str, language: Language, names: Namer, constants: Namer) -> None:
        self.row = row
        self.language = language
        self.body: list[t.Statement] = []
        self.constants: list[tuple[str, str, t.Expr]] = []
        self._names = names
        self._constant_namer = constants
        self._source = source
        self._constant_names: dict[object, str] = {}
        self._done: dict[int, Low] = {}
        self._uses = count_uses(row)
        self._wanted = self._wanted_names()

    def _wanted_names(self) -> dict[int, str]:
        wanted: dict[int, str] = {}
        for feature in self.row.outputs:
            if self._uses[feature.node.key] > 1:
                wanted.setdefault(feature.node.key, feature.name)
        for key, name in self.row.names.items():
            if self._uses[key] > 1:
                wanted.setdefault(key, name)
        return {key: self._names.take(camel(name)) for key, name in wanted.items()}

    def run(self) -> None:
        """Write all features in order of declaration."""
        for feature in self.row.outputs:
            self._feature(feature)

    def _feature(self, feature: Output) -> None:
        if self.body:
            self.body.append(t.Blank())
        self.body.append(t.Comment(remark(feature, self._source, _REMARK)))
        for node in walk([feature.node], self._done):
            args = [self._done[a.key] for a in node.args]
            self._done[node.key] = self._settle(node, self._lower(node, args), feature.node)
        self._store(feature, self._done[feature.node.key])

    def _store(self, feature: Output, low: Low) -> None:
        """Assign a feature's value to the place that it leaves from."""
        target = t.Name(f"out.{self.language.member(feature.name)}")
        language, type = self.language, feature.type

        def plain(expr: t.Expr) -> t.Expr:
            return language.stored(expr, type, feature.storage)

        convert = plain if language.converts(type, feature.storage) else None
        self.body.extend(self._assign(target, low, feature.node.type, type.nullable, convert))

    # --- forms --------------------------------------------------------------------------------------------

    def _assign(
        self, target: t.Expr, low: Low, type: Type, nullable: bool, convert: Callable[[t.Expr], t.Expr] | None = None
    ) -> list[t.Statement]:
        """The statements that store a value in a place, which is null where nothing is stored."""
        language = self.language
        match low:
            case Plain(expr):
                if convert is not None:
                    return [t.Assign(target, convert(expr))]
                return [t.Assign(target, language.some(expr, type) if nullable else expr)]
            case Maybe(expr):
                if convert is None:
                    return [t.Assign(target, expr)]
                before: list[t.Statement] = []
                if not language.is_atom(expr):
                    name = self._names.fresh("t")
                    before.append(t.Declare(name, language.type(type.with_null()), expr))
                    expr = language.variable(name, type.with_null())
                return [*before, t.If(language.ok(expr), (t.Assign(target, convert(language.get(expr))),))]
            case Guarded(tests, inner):
                body = self._assign(target, inner, type, nullable, convert)
                return [t.If(t.both(tests), tuple(body))] if body else []
            case Branch(test, then, other):
                yes = self._assign(target, then, type, nullable, convert)
                no = self._assign(target, other, type, nullable, convert)
                if not yes:
                    return [t.If(t.negated(test), tuple(no))] if no else []
                return [t.If(test, tuple(yes), tuple(no))]
        return []

    def _bind(self, name: str, low: Low, type: Type) -> Low:
        """A variable for a value."""
        language = self.language
        text = language.type(type)
        variable = language.variable(name, type)
        match low:
            case Plain(expr) | Maybe(expr):
                if isinstance(low, Plain) and type.nullable:
                    expr = language.some(expr, type)
                self.body.append(t.Declare(name, text, expr))
            case Guarded(tests, Plain(expr)) if language.has_choice:
                self.body.append(t.Declare(name, text, t.Choice(t.both(tests), expr, t.Name("null"))))
            case _:
                null = t.Name("null") if language.has_choice and type.nullable else None
                self.body.append(t.Declare(name, text, null))
                self.body.extend(self._assign(t.Name(name), low, type, type.nullable))
        return Maybe(variable) if type.nullable else Plain(variable)

    def _settle(self, node: Node, low: Low, root: Node) -> Low:
        """A variable for what is used twice or long; a feature's own value is stored where it leaves."""
        if node.op == "const":
            return low
        wanted = self._wanted.get(node.key)
        language = self.language
        if isinstance(low, Plain | Maybe) and language.is_atom(low.expr):
            if wanted is None or node.op == "input":
                return low
            return self._bind(wanted, low, node.type) if language.is_literal(low.expr) else low
        if isinstance(low, Nothing):
            return low
        long = node is not root and self._is_long(low)
        if wanted or self._uses[node.key] > 1 or long:
            return self._bind(wanted or self._names.fresh("t"), low, node.type)
        return low

    def _is_long(self, low: Low) -> bool:
        match low:
            case Plain(expr) | Maybe(expr):
                return self.language.width(expr) > _SPILL
            case Guarded(tests, inner):
                width = sum(self.language.width(test) + 4 for test in tests)
                return width > _SPILL or depth(low) > _DEEP or self._is_long(inner)
            case Branch():
                return depth(low) > _DEEP
        return False

    def _atom(self, low: Low, type: Type) -> t.Expr:
        """The value as one name or literal, of the language's nullable type if the type is."""
        if isinstance(low, Maybe if type.nullable else Plain) and self.language.is_atom(low.expr):
            return low.expr
        bound = self._bind(self._names.fresh("t"), low, type)
        assert isinstance(bound, Plain | Maybe)
        return bound.expr

    def _opt(self, low: Low, type: Type) -> t.Expr:
        """The value as an argument of a function that takes the nullable type."""
        match low:
            case Plain(expr):
                return self.language.some(expr, type)
            case Maybe(expr):
                return expr
            case Nothing():
                return self.language.null(type)
        return self._atom(low, type.with_null())

    def _plain(self, low: Low, type: Type) -> Low:
        """The value without a pending branch, so that an operation can join it."""
        match low:
            case Branch() | Guarded(_, Branch()) | Guarded(_, Guarded()):
                bound = self._atom(low, type)
                return Maybe(bound) if type.nullable else Plain(bound)
        return low

    def constant(self, stem: str, key: object, type: str, value: t.Expr) -> t.Expr:
        """A constant of the module, made once for equal keys."""
        name = self._constant_names.get(key)
        if name is None:
            name = self._constant_names[key] = self._constant_namer.fresh(self.language.constant_stem(stem))
            self.constants.append((name, type, value))
        return t.Name(self.language.constant_path(name))

    # --- operations ---------------------------------------------------------------------------------------

    def _lower(self, node: Node, args: list[Low]) -> Low:
        language = self.language
        if node.op == "input":
            expr = language.input(str(node.consts[0]), node.type)
            if expr is not None:
                return Maybe(expr) if node.type.nullable else Plain(expr)
            name = self._names.take(camel(str(node.consts[0])))
            return self._bind(name, Maybe(language.entered(str(node.consts[0]))), node.type)
        if node.op == "const":
            value = node.consts[0]
            return Nothing() if value is None else Plain(self._literal(value, node.type))
        if node.op in OWN:
            own: Low = getattr(self, f"_own_{node.op}")(node, args)
            return own
        return self._propagate(node, args)

    def _literal(self, value: Value, type: Type) -> t.Expr:
        if type.item is not None:
            assert isinstance(value, tuple)
            item = type.item
            whole = all(v is not None for v in value)
            exprs = [self.language.null(item) if v is None else self._literal(v, item) for v in value]
            if not whole:
                exprs = [e if v is None else self.language.some(e, item) for v, e in zip(value, exprs, strict=True)]
            made = self.language.list(exprs, item, nullable=not whole)
            return self.constant("list", (repr(value), type.item.kind), self.language.type(type.bare), made)
        return literal(value, literal_kind(type))

    def _propagate(self, node: Node, args: list[Low]) -> Low:
        tests: list[t.Expr] = []
        values: list[t.Expr] = []
        for arg, low in zip(node.args, args, strict=True):
            expr = self._operand(low, arg.type, tests)
            if expr is None:
                return Nothing()
            values.append(expr)
        result = self._operate(node, values)
        return Guarded(tuple(tests), result) if tests else result

    def _operand(self, low: Low, type: Type, tests: list[t.Expr]) -> t.Expr | None:
        """The operand where it is not null, its tests added to the others; None where it is always null."""
        low = self._plain(low, type)
        if isinstance(low, Nothing):
            return None
        if isinstance(low, Guarded) and isinstance(low.inner, Plain):
            tests.extend(x for x in low.tests if x not in tests)
            return low.inner.expr
        if isinstance(low, Plain):
            return low.expr
        atom = self._atom(low, type)
        if (ok := self.language.ok(atom)) not in tests:
            tests.append(ok)
        return self.language.get(atom)

    def _operate(self, node: Node, values: list[t.Expr]) -> Low:
        if (prefix := PREFIX.get(node.op)) is not None:
            (value,) = values
            if prefix == "!":
                return Plain(t.negated(value))
            if isinstance(value, t.Prefix) and value.op == prefix:
                return Plain(value.operand)
            return Plain(t.Prefix(prefix, value))
        infix = INFIX.get(node.op) or self.language.operators.get(node.op)
        if infix is not None and not all(isinstance(v, t.Lit) for v in values):
            return Plain(self.language.infix(node.op, infix, *values))
        called = overload(node.op)
        expr = self.language.call(called.function, (*values, *self._consts(node)))
        if not gives_null(called):
            return Plain(expr)
        return Maybe(expr) if node.type.nullable else Plain(self.language.get(expr))

    def _consts(self, node: Node) -> tuple[t.Expr, ...]:
        if not node.consts:
            return ()
        params = overload(node.op).consts
        stem = node.op.partition(".")[0]
        key = (node.op, repr(node.consts))
        if node.op in PREPARED:
            literals = tuple(self.language.const(c, p) for c, p in zip(node.consts, params, strict=True))
            type, made = self.language.prepared(overload(node.op).function, literals)
            return (self.constant(stem, key, type, made),)
        found: list[t.Expr] = []
        for i, (value, param) in enumerate(zip(node.consts, params, strict=True)):
            expr = self.language.const(value, param)
            if isinstance(value, tuple):
                expr = self.constant(stem, (*key, i), self.language.const_type(param), expr)
            found.append(expr)
        return tuple(found)

    # --- operations with a null rule of their own ---------------------------------------------------------

    def _connective(self, node: Node, args: list[Low], sign: str, helper: str) -> Low:
        x, y = (self._plain(a, n.type) for a, n in zip(args, node.args, strict=True))
        if isinstance(x, Plain) and isinstance(y, Plain):
            return Plain(t.Infix(sign, x.expr, y.expr))
        return Maybe(self.language.call(helper, (self._opt(x, BOOL), self._opt(y, BOOL))))

    def _own_and(self, node: Node, args: list[Low]) -> Low:
        return self._connective(node, args, "&&", "and_null")

    def _own_or(self, node: Node, args: list[Low]) -> Low:
        return self._connective(node, args, "||", "or_null")

    def _own_if(self, node: Node, args: list[Low]) -> Low:
        cond, then, other = args
        tests: list[t.Expr] = []
        test = self._operand(cond, node.args[0].type, tests)
        if test is None:
            return other
        return Branch(t.both([*tests, test]), then, other)

    def _own_coalesce(self, node: Node, args: list[Low]) -> Low:
        x, y = args
        if not node.args[0].type.nullable:
            return x
        x = self._plain(x, node.args[0].type)
        if isinstance(x, Nothing):
            return y
        if isinstance(x, Plain):  # its type says less than is known: a branch was null, or never taken
            return x
        if isinstance(x, Guarded) and isinstance(x.inner, Plain):
            return Branch(t.both(x.tests), x.inner, y)
        if isinstance(y, Plain) and self.language.is_atom(y.expr) and not isinstance(x, Guarded):
            assert isinstance(x, Maybe)
            short = self.language.otherwise(x.expr, y.expr)
            if short is not None:
                return Plain(short)
        atom = self._atom(x, node.args[0].type)
        if isinstance(y, Nothing):
            return Maybe(atom)
        return Branch(self.language.ok(atom), Plain(self.language.get(atom)), y)

    def _own_null_if(self, node: Node, args: list[Low]) -> Low:
        x, y = args
        if isinstance(x, Nothing):
            return x
        type = node.args[0].type
        atom = self._atom(x, type)
        kept: Low = Maybe(atom) if type.nullable else Plain(atom)
        if isinstance(y, Nothing):
            return kept
        return Guarded((t.negated(self._same(node, [kept, y])),), kept)

    def _same(self, node: Node, args: list[Low]) -> t.Expr:
        kind = node.args[0].type.kind
        x, y = (self._plain(a, n.type) for a, n in zip(args, node.args, strict=True))
        if isinstance(x, Plain) and isinstance(y, Plain) and kind is not Kind.FLOAT64:
            return self.language.infix(f"eq.{kind.value}", "==", x.expr, y.expr)
        return self.language.same(self._opt(x, node.args[0].type), self._opt(y, node.args[1].type), kind)

    def _own_is_same(self, node: Node, args: list[Low]) -> Low:
        return Plain(self._same(node, args))

    def _is_null(self, low: Low, type: Type) -> t.Expr:
        if not type.nullable:
            return t.Lit(False, Kind.BOOL)
        low = self._plain(low, type)
        match low:
            case Nothing():
                return t.Lit(True, Kind.BOOL)
            case Guarded(tests, Plain()):
                return t.negated(t.both(tests))
        return t.negated(self.language.ok(self._atom(low, type)))

    def _own_is_null(self, node: Node, args: list[Low]) -> Low:
        return Plain(self._is_null(args[0], node.args[0].type))

    def _own_count_null(self, node: Node, args: list[Low]) -> Low:
        types = [a.type for a in node.args]
        return Plain(self.language.count_null([self._is_null(a, x) for a, x in zip(args, types, strict=True)]))

    def _own_list(self, node: Node, args: list[Low]) -> Low:
        item = node.type.item
        assert item is not None
        settled = [self._plain(a, n.type) for a, n in zip(args, node.args, strict=True)]
        if all(isinstance(a, Plain) for a in settled):
            return Plain(self.language.list([a.expr for a in settled if isinstance(a, Plain)], item, nullable=False))
        opts = [self._opt(a, n.type) for a, n in zip(settled, node.args, strict=True)]
        return Plain(self.language.list(opts, item, nullable=True))


def lowered(op: str, operators: Mapping[str, str], has_helper: Callable[[str], bool]) -> bool:
    """Whether an operation is lowered: by a rule here, an operator of the language, or a helper of the runtime."""
    if BY_ID[op][0].nulls is Nulls.OWN:
        return op in OWN
    function = overload(op).function
    if op in PREPARED and not has_helper(f"prepare_{function}"):
        return False
    return op in PREFIX or op in INFIX or op in operators or has_helper(function)
