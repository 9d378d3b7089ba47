"""Catalogue rows: arithmetic on lists, element by element (SEMANTICS.md#lists)."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "lists"


def _binary(name: str, symbol: str, doc: str, wide: str, *pairs: tuple[str, str]) -> Op:
    """Two lists, a list and a scalar, a scalar and a list. ``wide`` is what two integers give."""
    rows = []
    for kind, result in (("int64", wide), ("float64", "float64")):
        rows += [
            (f"{name}.lists_{kind}", f"x: list<{kind}, n>, y: list<{kind}, n> -> list<{result}, x> ?varying"),
            (f"{name}.list_{kind}", f"x: list<{kind}>, y: {kind} -> list<{result}, x>"),
            (f"{name}.{kind}_list", f"x: {kind}, y: list<{kind}> -> list<{result}, y>"),
        ]
    return Op(
        name,
        FAMILY,
        doc,
        overloads(*rows),
        examples(*pairs),
        symbol=symbol,
        nan=f"each element as `{symbol}` of two numbers",
        edges="a scalar is taken with each element; a null element on either side is a null element; "
        "null where lengths differ",
    )


ROWS = (
    _binary(
        "add",
        "+",
        "The sums of elements at the same position.",
        "int64",
        ("([1, 2] + [10, 20])[1]", "22"),
        ("([1, 2] + 10)[1]", "12"),
    ),
    _binary("sub", "-", "The differences of elements at the same position.", "int64", ("(10 - [1, 2])[1]", "8")),
    _binary("mul", "*", "The products of elements at the same position.", "int64", ("([1.5, 2.0] * 2)[0]", "3.0")),
    _binary("div", "/", "The quotients of elements at the same position.", "float64", ("([1, 2] / 4)[1]", "0.5")),
    Op(
        "neg",
        FAMILY,
        "The elements with the opposite sign.",
        overloads(*((f"neg.list_{k}", f"x: list<{k}> -> list<{k}, x>") for k in ("int64", "float64"))),
        examples(("(-[1, 2])[1]", "-2")),
        symbol="-",
        nan="NaN stays NaN",
        edges="each element as `-` of a number; a null element stays null",
    ),
)
