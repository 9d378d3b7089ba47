"""Points on the globe, single values (SEMANTICS.md#geography). Knows no nulls among its operands.

A table of points comes prepared with what the formula needs of each (PREPARE).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, sqrt
from typing import Any

from featc_runtime.scalar.fdlibm import asin_float64, cos_float64, radians_float64, sin_float64

__all__ = ["haversine_km_float64", "nearest"]

#: Twice the mean radius of the earth, 6371.0088 km.
DIAMETER_KM = 12742.0176


def haversine_km_float64(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance in kilometres of two points in degrees; NaN where one is NaN or infinite."""
    h = _haversine(lat2 - lat1, lon2 - lon1, cosine(lat1) * cosine(lat2))
    if h > 1.0:
        h = 1.0
    elif h < 0.0:  # only where angles are so large that their sum and difference do not fit
        h = 0.0
    return DIAMETER_KM * asin_float64(sqrt(h))


def _haversine(lat: float, lon: float, cosines: float) -> float:
    """The haversine of the angle between two points, by their differences and the product of their cosines."""
    return half_sine_squared(lat) + cosines * half_sine_squared(lon)


def half_sine_squared(degrees: float) -> float:
    """The square of the sine of half an angle."""
    sine = sin_float64(radians_float64(degrees) * 0.5)
    return sine * sine


def cosine(degrees: float) -> float:
    """The cosine of an angle."""
    return cos_float64(radians_float64(degrees))


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a table, with the cosine of its latitude."""

    name: str
    lat: float
    lon: float
    cosine: float


def nearest(point: tuple[float | None, ...], table: tuple[Point, ...]) -> str | None:
    """The name of the nearest point of the table, the first of equally near ones; None for what is no finite point."""
    if len(point) != 2:
        return None
    lat, lon = point
    if lat is None or lon is None:
        return None
    own = cosine(lat)
    name, least = None, inf
    for other in table:
        h = _haversine(other.lat - lat, other.lon - lon, own * other.cosine)
        if h < least:
            name, least = other.name, h
    return name


def points(pairs: tuple[tuple[str, tuple[float, float]], ...]) -> tuple[Point, ...]:
    """The prepared form of a literal map of points."""
    return tuple(Point(name, lat, lon, cosine(lat)) for name, (lat, lon) in pairs)


PREPARE: dict[str, Callable[..., Any]] = {"nearest": points}
