"""Points on the globe, columns (SEMANTICS.md#geography). Knows no nulls among its operands.

Each function does what its scalar twin does, operation by operation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from featc_runtime.batch.columns import AnyLists, Bools, Floats, Lists, Strings
from featc_runtime.batch.fdlibm import asin_float64, cos_float64, radians_float64, sin_float64
from featc_runtime.scalar import geography as scalar
from featc_runtime.scalar.geography import DIAMETER_KM, Point

__all__ = ["haversine_km_float64", "nearest"]


def haversine_km_float64(
    lat1: Floats | float, lon1: Floats | float, lat2: Floats | float, lon2: Floats | float
) -> Floats:
    """The great-circle distance in kilometres of points in degrees; NaN where one is NaN or infinite."""
    cosines = np.multiply(_cosine(lat1), _cosine(lat2))
    h = _haversine(np.subtract(lat2, lat1), np.subtract(lon2, lon1), cosines)
    np.clip(h, 0.0, 1.0, out=h)
    angle = asin_float64(np.sqrt(h, out=h))
    angle *= DIAMETER_KM
    return angle


def _cosine(lat: Floats | float) -> Floats | float:
    if isinstance(lat, np.ndarray):
        return cos_float64(radians_float64(lat))
    return scalar.cosine(lat)


def _haversine(lat: Floats, lon: Floats, cosines: Floats | float) -> Floats:
    """The haversine of the angles between points: of their differences, and the product of the latitudes' cosines."""
    h: Floats = np.add(_half_sine_squared(lat), np.multiply(cosines, _half_sine_squared(lon)))
    return h


def _half_sine_squared(degrees: Floats | float) -> Floats | float:
    """The square of the sine of half an angle."""
    if not isinstance(degrees, np.ndarray) or degrees.ndim == 0:
        return scalar.half_sine_squared(float(degrees))
    angle = radians_float64(degrees)
    angle *= 0.5
    sine = sin_float64(angle)
    return np.multiply(sine, sine, out=sine)


def nearest(point: AnyLists, table: tuple[Point, ...]) -> tuple[Strings, Bools]:
    """The name of the nearest point of the table, the first of equally near ones; not ok for no finite point."""
    lat, lon, ok = _coordinates(point)
    cosine = cos_float64(radians_float64(lat))
    least = np.full(len(lat), np.inf)
    codes = np.full(len(lat), len(table), np.intp)
    for place, other in enumerate(table):
        h = _haversine(other.lat - lat, other.lon - lon, cosine * other.cosine)
        nearer = h < least
        np.copyto(least, h, where=nearer)
        codes[nearer] = place
    codes[~ok] = len(table)
    return Strings(codes, [*(p.name for p in table), ""]), codes < len(table)


def _coordinates(point: AnyLists) -> tuple[Floats, Floats, Bools]:
    """Latitudes and longitudes, and where there are both; 0.0 elsewhere."""
    items = point.items
    assert isinstance(items, np.ndarray)
    rows = len(point)
    if isinstance(point, Lists):
        if items.shape[1] != 2:
            return np.zeros(rows), np.zeros(rows), np.zeros(rows, np.bool_)
        ok: Bools = np.ones(rows, np.bool_) if point.items_ok is None else np.all(point.items_ok, axis=1)
        return np.ascontiguousarray(items[:, 0]), np.ascontiguousarray(items[:, 1]), ok
    ok = point.lengths == 2
    lat, lon = np.zeros(rows), np.zeros(rows)
    first = point.offsets[:-1][ok]
    lat[ok], lon[ok] = items[first], items[first + 1]
    if point.items_ok is not None:
        ok[ok] = point.items_ok[first] & point.items_ok[first + 1]
    return lat, lon, ok


PREPARE: dict[str, Callable[..., Any]] = {"nearest": scalar.points}
