"""The reference meaning of points on the globe: the written steps over exact numbers. Of the runtime only the scalar
fdlibm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from featc.reference import exact
from featc.reference.maths import TABLE as MATHS
from featc_runtime.scalar import fdlibm


def _h(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The haversine of the angle between two points."""
    s = _half_sine(exact.add(lat2, exact.negate(lat1)))
    t = _half_sine(exact.add(lon2, exact.negate(lon1)))
    c = exact.multiply(_cosine(lat1), _cosine(lat2))
    return exact.add(exact.multiply(s, s), exact.multiply(c, exact.multiply(t, t)))


def _half_sine(degrees: float) -> float:
    return fdlibm.sin_float64(exact.multiply(fdlibm.radians_float64(degrees), 0.5))


def _cosine(degrees: float) -> float:
    return fdlibm.cos_float64(fdlibm.radians_float64(degrees))


def _haversine_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    h = _h(lat1, lon1, lat2, lon2)
    if exact.compare(h, 0) == -1:
        h = 0.0
    if exact.compare(h, 1) == 1:
        h = 1.0
    return exact.multiply(12742.0176, fdlibm.asin_float64(MATHS["sqrt.float64"](h)))


def _nearest(point: Sequence[float | None], table: tuple[tuple[str, tuple[float, float]], ...]) -> str | None:
    """The names in the order of their haversines; one that is NaN has no place in it."""
    if len(point) != 2 or point[0] is None or point[1] is None:
        return None
    found: tuple[float, str] | None = None
    for name, (lat, lon) in table:
        h = _h(point[0], point[1], lat, lon)
        if not exact.is_nan(h) and (found is None or exact.compare(h, found[0]) == -1):
            found = (h, name)
    return None if found is None else found[1]


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "haversine_km.float64": _haversine_km,
    "nearest": _nearest,
}
