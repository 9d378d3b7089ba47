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


_ODD = "keeps the sign of zero"

ROWS = (
    _unary("sqrt", "The square root, correctly rounded.", "below zero NaN; sqrt(-0.0) is -0.0", ("sqrt(2.25)", "1.5")),
    _unary("cbrt", "The cube root, of negative numbers too.", f"cbrt(±inf) is ±inf; {_ODD}", ("cbrt(-27.0)", "-3.0")),
    _unary("exp", "e to the power x.", "overflow is inf, underflow 0.0", ("exp(0.0)", "1.0")),
    _unary("expm1", "exp(x) - 1 without cancellation near 0.", "expm1(-inf) is -1.0", ("expm1(0.0)", "0.0")),
    _unary("exp2", "2 to the power x: pow(2.0, x).", "overflow is inf, underflow 0.0", ("exp2(10.0)", "1024.0")),
    _unary("log", "The natural logarithm.", "log(0.0) is -inf, below zero NaN", ("log(1.0)", "0.0")),
    _unary("log1p", "log(1 + x) without cancellation near 0.", "log1p(-1.0) is -inf, below NaN", ("log1p(0.0)", "0.0")),
    _unary("log2", "The logarithm to base 2.", "log2(0.0) is -inf, below zero NaN", ("log2(8.0)", "3.0")),
    _unary("log10", "The logarithm to base 10.", "log10(0.0) is -inf, below zero NaN", ("log10(1000.0)", "3.0")),
    Op(
        "pow",
        FAMILY,
        "x to the power y.",
        overloads(("pow.float64", "x: float64, y: float64 -> float64")),
        examples(("pow(2.0, 10.0)", "1024.0")),
        nan="pow(x, 0.0) is 1.0 even for NaN; pow(1.0, NaN) and pow(±1.0, ±inf) are NaN, as in StrictMath",
        edges="a negative base with a power that is no integer gives NaN",
    ),
    Op(
        "hypot",
        FAMILY,
        "The length of the vector (x, y): the square root of x * x + y * y, without overflow on the way.",
        overloads(("hypot.float64", "x: float64, y: float64 -> float64")),
        examples(("hypot(3.0, 4.0)", "5.0"), ("hypot(1.0 / 0.0, 0.0 / 0.0)", "1.0 / 0.0")),
        nan="inf where either is infinite, else NaN where either is NaN",
        edges="hypot(x, 0.0) is the magnitude of x",
    ),
    _unary("sin", "The sine of an angle in radians, of any size.", f"sin(±inf) is NaN; {_ODD}", ("sin(0.0)", "0.0")),
    _unary("cos", "The cosine of an angle in radians, of any size.", "cos(±inf) is NaN", ("cos(0.0)", "1.0")),
    _unary("tan", "The tangent of an angle in radians, of any size.", f"tan(±inf) is NaN; {_ODD}", ("tan(0.0)", "0.0")),
    _unary("asin", "The angle in -pi/2..pi/2 with this sine.", f"outside -1..1 NaN; {_ODD}", ("asin(0.0)", "0.0")),
    _unary("acos", "The angle in 0..pi with this cosine.", "outside -1..1 NaN", ("acos(1.0)", "0.0")),
    _unary("atan", "The angle in -pi/2..pi/2 with this tangent.", f"atan(±inf) is ±pi/2; {_ODD}", ("atan(0.0)", "0.0")),
    Op(
        "atan2",
        FAMILY,
        "The angle of the point (x, y), in -pi..pi, from the positive x axis; y comes first.",
        overloads(("atan2.float64", "y: float64, x: float64 -> float64")),
        examples(("atan2(0.0, -1.0)", "3.141592653589793"), ("atan2(-0.0, 0.0)", "-0.0")),
        nan="NaN where either is NaN",
        edges="the sign of the result is that of y; a zero x counts as beside 0.0 or -0.0; of infinities the diagonals",
    ),
    _unary("sinh", "The hyperbolic sine.", f"overflow is ±inf; {_ODD}", ("sinh(0.0)", "0.0")),
    _unary("cosh", "The hyperbolic cosine.", "overflow is inf", ("cosh(0.0)", "1.0")),
    _unary("tanh", "The hyperbolic tangent.", f"tanh(±inf) is ±1.0; {_ODD}", ("tanh(0.0)", "0.0")),
    _unary("asinh", "The inverse of sinh.", f"asinh(±inf) is ±inf; {_ODD}", ("asinh(0.0)", "0.0")),
    _unary("acosh", "The inverse of cosh.", "below 1 NaN; acosh(1.0) is 0.0", ("acosh(1.0)", "0.0")),
    _unary("atanh", "The inverse of tanh.", f"atanh(±1.0) is ±inf, beyond NaN; {_ODD}", ("atanh(0.0)", "0.0")),
    _unary(
        "sigmoid",
        "The logistic function 1 / (1 + exp(-x)), without overflow on the way.",
        "sigmoid(-inf) is 0.0, sigmoid(inf) 1.0",
        ("sigmoid(0.0)", "0.5"),
    ),
    _unary(
        "softplus",
        "log(1 + exp(x)), without overflow on the way: max(x, 0) + log1p(exp(-abs(x))).",
        "softplus(-inf) is 0.0, softplus(inf) inf",
        ("softplus(1000.0)", "1000.0"),
    ),
    _unary("erf", "The error function.", f"erf(±inf) is ±1.0; {_ODD}", ("erf(0.0)", "0.0")),
    Op(
        "pi",
        FAMILY,
        "The float64 nearest to pi, 3.141592653589793.",
        overloads(("pi.float64", "-> float64")),
        examples(("pi()", "3.141592653589793"), ("2 * pi()", "6.283185307179586")),
        nan="no operand is a float64",
    ),
    _unary("radians", "An angle of degrees in radians: x * (pi / 180).", _ODD, ("radians(180.0)", "3.141592653589793")),
    _unary("degrees", "An angle of radians in degrees: x * (180 / pi).", _ODD, ("degrees(3.141592653589793)", "180.0")),
)
