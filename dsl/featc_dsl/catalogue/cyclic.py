"""Catalogue rows: what comes round again, such as the hour of the day, as a point on a circle (SEMANTICS.md#time)."""

from featc_dsl.catalogue.model import Op, examples, overloads
from featc_dsl.catalogue.times import FAMILY


def _cyclic(name: str, what: str, *pairs: tuple[str, str]) -> Op:
    return Op(
        name,
        FAMILY,
        f"The {what} of the angle that x is of a full turn, `period` being one: with the other of the two, a point on "
        "the circle where the end of a period is next to its begin.",
        overloads(
            (f"{name}.int64", "x: int64, const period: period_int -> float64"),
            (f"{name}.float64", "x: float64, const period: period_float -> float64"),
        ),
        examples(*pairs),
        nan="NaN and infinities give NaN; so does a quotient x / period whose fourfold is infinite",
        edges="by fixed steps, so whole quarters of a period are exactly 0, 1 and -1; never -0.0; an int64 is first "
        "reduced to the rest of its division by the period, exactly",
    )


ROWS: tuple[Op, ...] = (
    _cyclic("cyclic_sin", "sine", ("cyclic_sin(6, 24)", "1.0"), ("cyclic_sin(30, 24)", "1.0")),
    _cyclic("cyclic_cos", "cosine", ("cyclic_cos(12, 24)", "-1.0"), ("cyclic_cos(0.25, 1)", "0.0")),
)
