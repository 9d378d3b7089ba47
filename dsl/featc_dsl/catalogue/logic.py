"""Catalogue rows: three-valued logic, choice, and nulls."""

from featc_dsl.catalogue.model import Nulls, Op, examples, overloads

FAMILY = "logic"

ROWS = (
    Op(
        "and", FAMILY, "True if both are true.",
        overloads(("and", "x: bool?, y: bool? -> bool")),
        examples(("true and false", "false")), symbol="and", nulls=Nulls.OWN,
        null_rule="false if either is false, whatever the other; else null if either is null",
    ),
    Op(
        "or", FAMILY, "True if at least one is true.",
        overloads(("or", "x: bool?, y: bool? -> bool")),
        examples(("true or false", "true")), symbol="or", nulls=Nulls.OWN,
        null_rule="true if either is true, whatever the other; else null if either is null",
    ),
    Op(
        "not", FAMILY, "The opposite.",
        overloads(("not", "x: bool -> bool")), examples(("not true", "false")), symbol="not",
    ),
    Op(
        "if", FAMILY, "The second operand where the condition is true, else the third.",
        overloads(("if", "cond: bool?, then: T?, other: T? -> T")),
        examples(('if 2 > 1 then "yes" else "no"', '"yes"')), symbol="if … then … else …", nulls=Nulls.OWN,
        null_rule="a null condition counts as false; the result is null where the chosen branch is",
    ),
    Op(
        "coalesce", FAMILY, "The first operand, or the second where the first is null.",
        overloads(("coalesce", "x: T?, y: T? -> T")),
        examples(('parse_int("x") ?? -1', "-1")), symbol="??", nulls=Nulls.OWN,
        null_rule="null only where both are null",
        nan="NaN is not null and is kept",
    ),
    Op(
        "is_null", FAMILY, "Whether the value is null.",
        overloads(("is_null", "x: T? -> bool")),
        examples(('is_null(parse_int("x"))', "true")), nulls=Nulls.OWN, null_rule="true for null, false else",
        nan="NaN is not null", edges="a list with null elements is not null",
    ),
    Op(
        "is_nan", FAMILY, "Whether the value is NaN.",
        overloads(("is_nan.float64", "x: float64 -> bool")), examples(("is_nan(0.0 / 0.0)", "true")),
        nan="true for NaN, false for infinities",
    ),
    Op(
        "count_null", FAMILY, "How many of the operands are null.",
        overloads(("count_null", "*x: T? -> int64")),
        examples(('count_null(1, parse_int("x"))', "1")), nulls=Nulls.OWN,
        null_rule="counts the nulls; the operands may differ in type", nan="NaN is not null",
    ),
)
