"""Catalogue rows: lists."""

from featc_dsl.catalogue.model import Nulls, Op, examples, overloads

FAMILY = "lists"

ROWS = (
    Op(
        "list",
        FAMILY,
        "A list of the operands.",
        overloads(("list", "*x: T? -> list<T, count>")),
        examples(("[1, 2, 3][2]", "3")),
        symbol="[…]",
        nulls=Nulls.OWN,
        null_rule="a null operand is a null element; the list itself is never null",
        nan="NaN is an element like any other",
        edges="scalars of one type; at most 65,535 of them; an empty list needs no type only inside `in`",
    ),
    Op(
        "element",
        FAMILY,
        "The element at a position, from 0.",
        overloads(
            ("element_at", "x: list<T, fixed>, const index: position -> T"),
            ("element", "x: list<T>, index: int64 -> T?"),
        ),
        examples(("[10, 20][1]", "20"), ("[10, 20][5 - 1] ?? 0", "0")),
        symbol="x[i]",
        nan="NaN is an element like any other",
        edges="a position outside the list gives null; a literal one is a diagnostic; a null element is null",
    ),
    Op(
        "head",
        FAMILY,
        "The first elements, at most so many.",
        overloads(("head", "x: list<T>, const limit: limit -> list<T?, ..limit>")),
        examples(("head([1, 2, 3], 2)[1] ?? 0", "2"), ("is_null(head([1, 2, 3], 2)[2])", "true")),
        nan="NaN is an element like any other",
        edges="a list that has fewer is whole; a list of fixed length becomes one of varying length where it meets one",
    ),
)
