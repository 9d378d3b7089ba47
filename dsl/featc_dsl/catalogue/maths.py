"""Catalogue rows: elementary functions, each fdlibm's algorithm (SEMANTICS.md#maths)."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "maths"


def _unary(name: str, doc: str, edges: str, *pairs: tuple[str, str]) -> Op:
    signature = "x: float64 -> float64"
    return Op(
        name,
        FAMILY,
        doc,
        overloads((f"{name}.float64", signature)),
        examples(*pairs),
        nan="NaN gives NaN",
        edges=edges,
    )


ROWS = (
    _unary("sqrt", "The square root, correctly rounded.", "below zero NaN; sqrt(-0.0) is -0.0", ("sqrt(2.25)", "1.5")),
    _unary("exp", "e to the power x.", "overflow is inf, underflow 0.0", ("exp(0.0)", "1.0")),
    _unary("expm1", "exp(x) - 1 without cancellation near 0.", "expm1(-inf) is -1.0", ("expm1(0.0)", "0.0")),
    _unary("log", "The natural logarithm.", "log(0.0) is -inf, below zero NaN", ("log(1.0)", "0.0")),
    _unary("log1p", "log(1 + x) without cancellation near 0.", "log1p(-1.0) is -inf, below NaN", ("log1p(0.0)", "0.0")),
    _unary("log2", "The logarithm to base 2.", "log2(0.0) is -inf, below zero NaN", ("log2(8.0)", "3.0")),
    _unary("log10", "The logarithm to base 10.", "log10(0.0) is -inf, below zero NaN", ("log10(1000.0)", "3.0")),
    _unary("tanh", "The hyperbolic tangent.", "tanh(±inf) is ±1.0; keeps the sign of zero", ("tanh(0.0)", "0.0")),
    Op(
        "pow",
        FAMILY,
        "x to the power y.",
        overloads(("pow.float64", "x: float64, y: float64 -> float64")),
        examples(("pow(2.0, 10.0)", "1024.0")),
        nan="pow(x, 0.0) is 1.0 even for NaN; pow(1.0, NaN) and pow(±1.0, ±inf) are NaN, as in StrictMath",
        edges="a negative base with a power that is no integer gives NaN",
    ),
)
