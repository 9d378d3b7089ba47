"""Catalogue rows: one value of a list (SEMANTICS.md#reductions)."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "lists"

_SKIPPED = "null elements are left out"
_EXACT_NAN = "NaN if an element is NaN, or both infinities are there; an infinity if it is there"
_SPREAD_NAN = "NaN if an element is NaN or infinite"


def _spread(name: str, doc: str, least: int, *pairs: tuple[str, str]) -> Op:
    when = "?few" if least == 2 else "?empty"
    return Op(
        name,
        FAMILY,
        doc,
        overloads(*((f"{name}.{k}", f"x: list<{k}> -> float64 {when}") for k in ("int64", "float64"))),
        examples(*pairs),
        nan=_SPREAD_NAN,
        edges=f"exact, rounded once; {_SKIPPED}; null with fewer than {least}"
        + (", and the square root of it" if name.startswith("stddev") else ""),
    )


def _extreme(name: str, which: str, *pairs: tuple[str, str]) -> Op:
    return Op(
        name,
        FAMILY,
        f"The {which} element.",
        overloads((f"{name}.list", "x: list<T> -> T ?empty")),
        examples(*pairs),
        nan="NaN if an element is NaN",
        edges=f"-0.0 is less than 0.0; strings by code point, false before true; {_SKIPPED}; null without elements",
    )


def _position(name: str, which: str, *pairs: tuple[str, str]) -> Op:
    return Op(
        name,
        FAMILY,
        f"The position of the first element that is the {which}, from 0.",
        overloads((f"{name}.list", "x: list<T> -> int64 ?empty", (0, 65_534))),
        examples(*pairs),
        nan="the position of the first NaN, if there is one",
        edges=f"-0.0 is less than 0.0; {_SKIPPED}, but have their place; null without elements",
    )


ROWS = (
    Op(
        "sum",
        FAMILY,
        "The sum of the elements.",
        overloads(("sum.int64", "x: list<int64> -> int64"), ("sum.float64", "x: list<float64> -> float64")),
        examples(("sum([1e308, 1e308, -1e308])", "1e308"), ("sum([1, null, 2])", "3")),
        nan=_EXACT_NAN,
        edges=f"of floats exact, rounded once, a zero sum is 0.0; of integers it wraps; {_SKIPPED}; 0 without elements",
    ),
    Op(
        "mean",
        FAMILY,
        "The sum of the elements divided by their number.",
        overloads(*((f"mean.{k}", f"x: list<{k}> -> float64 ?empty") for k in ("int64", "float64"))),
        examples(("mean([1, 2, 4, 8])", "3.75"), ("mean([1e308, 1e308])", "1e308")),
        nan=_EXACT_NAN,
        edges=f"exact, rounded once, of integers too; {_SKIPPED}; null without elements",
    ),
    _spread(
        "var_samp",
        "The variance of a sample: the squared distances from the mean, divided by their number less one.",
        2,
        ("var_samp([1, 2, 3, 4])", "1.6666666666666667"),
    ),
    _spread(
        "var_pop",
        "The variance of a population: the mean of the squared distances from the mean.",
        1,
        ("var_pop([1, 2, 3, 4])", "1.25"),
    ),
    _spread(
        "stddev_samp",
        "The standard deviation of a sample: the square root of `var_samp`.",
        2,
        ("stddev_samp([1, 3, 5])", "2.0"),
    ),
    _spread(
        "stddev_pop",
        "The standard deviation of a population: the square root of `var_pop`.",
        1,
        ("stddev_pop([1, 3])", "1.0"),
    ),
    _extreme("min", "least", ("min([3, 1, 2])", "1")),
    _extreme("max", "greatest", ("max([3, 1, 2])", "3"), ('max(["a", "b"])', '"b"')),
    _position("argmin", "least", ("argmin([3, 1, 2])", "1")),
    _position("argmax", "greatest", ("argmax([3, 1, 2])", "0")),
    Op(
        "any",
        FAMILY,
        "Whether an element is true.",
        overloads(("any.list", "x: list<bool> -> bool")),
        examples(("any([false, true])", "true")),
        edges=f"{_SKIPPED}; false without elements",
    ),
    Op(
        "all",
        FAMILY,
        "Whether no element is false.",
        overloads(("all.list", "x: list<bool> -> bool")),
        examples(("all([false, true])", "false")),
        edges=f"{_SKIPPED}; true without elements",
    ),
    Op(
        "dot",
        FAMILY,
        "The sum of the products of elements at the same position.",
        overloads(("dot.float64", "x: list<float64, n>, y: list<float64, n> -> float64 ?unlike")),
        examples(("dot([1.0, 2.0], [3.0, 4.0])", "11.0")),
        nan="as `sum` of the products; 0 times an infinity is NaN",
        edges="each product rounded, their exact sum rounded once; null where an element is null or the lengths differ",
    ),
    Op(
        "l2_norm",
        FAMILY,
        "The Euclidean length: `sqrt(dot(x, x))`.",
        overloads(("l2_norm.float64", "x: list<float64> -> float64 ?holes")),
        examples(("l2_norm([3.0, 4.0])", "5.0")),
        nan="NaN if an element is NaN",
        edges="squares that are too large make it inf; null where an element is null; 0.0 without elements",
    ),
    Op(
        "cosine",
        FAMILY,
        "The cosine of the angle between two lists: `dot(x, y) / (l2_norm(x) * l2_norm(y))`.",
        overloads(("cosine.float64", "x: list<float64, n>, y: list<float64, n> -> float64 ?unlike")),
        examples(("cosine([1.0, 0.0], [0.0, 2.0])", "0.0")),
        nan="NaN where both dot and norms are 0, and with NaN among the elements",
        edges="each step rounded, so that squares may vanish or be too large; null where an element is null or the "
        "lengths differ",
    ),
)
