"""The syntax tree of fdl: what was written and where. Knows no types of expressions, no targets.

Literals keep the value that the text means: an int, a float, a str, a bool, None, and for times an int in the
unit of its type (microseconds; days for a date). Operators and function calls are both ``Call``: ``a + b`` is
``Call("add", …)``; the catalogue gives the meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from featc_dsl.span import Span


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier where it was written (without backticks). In a `for`, ``text`` may hold ``{w}`` parts."""

    text: str
    span: Span


# --- expressions -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Literal:
    """A scalar literal. ``kind`` is the type's name, or "null", or "calendar" (``1mo``, ``1y``: value in months)."""

    kind: str
    value: bool | int | float | str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Ref:
    """A name used as a value: an input field, a let, a feature, a parameter, a loop variable."""

    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Member:
    """``base.name``: a stream's or a lookup's field (`Payment.amount`, `Merchant[m].category`)."""

    base: Expr
    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument of a call; ``name`` for ``top_k: 5``."""

    value: Expr
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A function call, or an operator written as a symbol (``symbol`` is then its text, such as "+").

    ``name.text`` is a catalogue name ("add", "hour", "at", "in", "element", "if", …) or a user's `def`.
    ``window`` holds the postfix clauses of an aggregate.
    """

    name: Name
    args: tuple[Arg, ...]
    span: Span
    symbol: str | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison chain ``a < b <= c``: operands and the catalogue names between them (eq ne lt le gt ge)."""

    operands: tuple[Expr, ...]
    ops: tuple[Name, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class If:
    """``if cond then a else b``."""

    cond: Expr
    then: Expr
    other: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class ListExpr:
    """``[a, b, c]``."""

    items: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class MapExpr:
    """``{"a": 1.5, "b": 2.0}``: a literal map, only as an argument or behind a `let`."""

    pairs: tuple[tuple[Expr, Expr], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class RangeExpr:
    """``a..b``, both ends included; only right of ``in``."""

    low: Expr
    high: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Fit:
    """``fit.name(args)``: a learned parameter."""

    name: Name
    args: tuple[Arg, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Window:
    """The clauses after an aggregate call. ``by`` pairs a stream's field with the expression it must equal
    (None: the field of the same name); ``over`` is an expression, or the word "all".
    """

    by: tuple[tuple[Name, Expr | None], ...]
    over: Expr | str | None
    delay: Expr | None
    where: Expr | None
    span: Span


Expr = Literal | Ref | Member | Call | Compare | If | ListExpr | MapExpr | RangeExpr | Fit


# --- declarations ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TypeExpr:
    """A type as written. ``name`` is "float32", "list", …; ``item``, ``size``, ``at_most`` for lists."""

    name: Name
    nullable: bool
    span: Span
    item: TypeExpr | None = None
    size: int | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """What a field promises. ``kind``: "range" (low, high), "set" (items), "nulls" (share, 0..1)."""

    kind: str
    span: Span
    low: Expr | None = None
    high: Expr | None = None
    items: tuple[Expr, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that says how values enter a field: its words, such as "nan as null", and the text after them."""

    word: str
    span: Span
    text: str | None = None  # unit "s"


@dataclass(frozen=True, slots=True)
class FieldDecl:
    """One field of an input, a stream or a lookup. ``computed`` is the expression after ``=`` (streams)."""

    name: Name
    type: TypeExpr
    span: Span
    doc: str | None = None
    column: str | None = None  # from "cc_num"
    label: bool = False
    assume: str | None = None  # assume "UTC": the zone of zoneless Arrow and CSV timestamps
    contracts: tuple[Contract, ...] = ()
    computed: Expr | None = None
    marks: tuple[Mark, ...] = ()  # nan as null, rounded, binary as utf8, unit "s"


@dataclass(frozen=True, slots=True)
class OptionDecl:
    """``option go_module = "…"``."""

    name: Name
    value: Literal
    span: Span


@dataclass(frozen=True, slots=True)
class ImportDecl:
    """``import "shared/time.fdl"``."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class InputDecl:
    """``input Flight time sched_dep { … }``."""

    name: Name
    fields: tuple[FieldDecl, ...]
    span: Span
    time: Name | None = None
    many: bool = False
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class StreamDecl:
    """``stream Payment time paid_at id … visible_after 5s keep 90d { … }``."""

    name: Name
    fields: tuple[FieldDecl, ...]
    span: Span
    time: Name | None = None
    id: Name | None = None
    visible_after: Expr | None = None
    keep: Expr | None = None
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class LookupDecl:
    """``lookup Merchant key merchant_id valid_from since { … }``."""

    name: Name
    fields: tuple[FieldDecl, ...]
    span: Span
    key: tuple[Name, ...] = ()
    valid_from: Name | None = None
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class LetDecl:
    """``let local = …``."""

    name: Name
    value: Expr
    span: Span
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class ParamDecl:
    """One parameter of a `def`."""

    name: Name
    type: TypeExpr
    span: Span


@dataclass(frozen=True, slots=True)
class DefDecl:
    """``def f(x: float64) = …``."""

    name: Name
    params: tuple[ParamDecl, ...]
    body: Expr
    span: Span
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class FeatureDecl:
    """``feature name: type = expr``."""

    name: Name
    value: Expr
    span: Span
    type: TypeExpr | None = None
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class ForDecl:
    """``for w in [1h, 1d] { … }``; the items are literals, or references to fields."""

    var: Name
    items: tuple[Expr, ...]
    body: tuple[Decl, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """``name: value`` in a test."""

    name: Name
    value: Expr


@dataclass(frozen=True, slots=True)
class Record:
    """``{ a: 1, b: 2 }`` in a test."""

    entries: tuple[Entry, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TestDecl:
    """A `test` block: events by stream, the row given, the features expected."""

    title: str
    events: tuple[tuple[Name, tuple[Record, ...]], ...]
    given: Record
    expect: Record
    span: Span


Decl = (
    OptionDecl | ImportDecl | InputDecl | StreamDecl | LookupDecl | LetDecl | DefDecl | FeatureDecl | ForDecl | TestDecl
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One parsed file. ``name`` and ``version`` come from `featureset flights.v1`; an imported file has none.

    ``lost`` has the stretches with errors that ``decls`` leaves out: what they declare is not known;
    ``partial`` the fields that are here by name and type alone, because their marks could not be read.
    """

    path: str
    text: str
    name: Name | None
    version: int | None
    doc: str | None
    decls: tuple[Decl, ...] = field(default=())
    lost: tuple[Span, ...] = field(default=())
    partial: tuple[str, ...] = field(default=())
