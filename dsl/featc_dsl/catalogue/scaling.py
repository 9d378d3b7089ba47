"""Catalogue rows: numbers moved to another scale."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "scaling"

ROWS = (
    Op(
        "logit",
        FAMILY,
        "The logarithm of the odds of a probability: log(x / (1 - x)).",
        overloads(("logit.float64", "x: float64 -> float64")),
        examples(("logit(0.5)", "0.0"), ("logit(1.0)", "1.0 / 0.0")),
        nan="NaN for NaN and outside 0..1",
        edges="logit(0.0) and logit(-0.0) are -inf, logit(1.0) inf; from 0.25 to 0.75 by log1p, without cancellation",
    ),
    Op(
        "box_cox",
        FAMILY,
        "The power transform with a given lambda: (x^lambda - 1) / lambda, for lambda 0 the logarithm.",
        overloads(("box_cox.float64", "x: float64, const lambda: float64 -> float64")),
        examples(("box_cox(4.0, 0.5)", "2.0"), ("box_cox(1.0, 0)", "0.0")),
        nan="NaN for NaN and below zero",
        edges="of zero -1 / lambda for a lambda above 0, else -inf; a lambda within ±1e-19 counts as 0",
    ),
    Op(
        "interpolate",
        FAMILY,
        "The value at x on the straight lines between the knots of a literal map; level beyond its ends.",
        overloads(("interpolate.float64", "x: float64, const table: map<float64, float64> -> float64")),
        examples(("interpolate(2.5, {0: 1, 10: 5})", "2.0"), ("interpolate(99.0, {0: 1, 10: 5})", "5.0")),
        nan="NaN gives NaN",
        edges="exact at the knots; the keys ascend strictly, else a diagnostic; one knot gives its value everywhere",
    ),
)
