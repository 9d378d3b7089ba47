"""Catalogue rows: points on the globe, in degrees."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "geography"

ROWS = (
    Op(
        "haversine_km",
        FAMILY,
        "The great-circle distance of two points in kilometres, on a globe of radius 6371.0088 km.",
        overloads(("haversine_km.float64", "lat1: float64, lon1: float64, lat2: float64, lon2: float64 -> float64")),
        examples(
            ("round(haversine_km(40.64, -73.78, 33.94, -118.41))", "3974.0"),
            ("haversine_km(48.5, 9.25, 48.5, 9.25)", "0.0"),
        ),
        nan="NaN where an operand is NaN or infinite",
        edges="degrees, latitude first; the same both ways; degrees beyond a full turn are angles like any other",
    ),
    Op(
        "nearest",
        FAMILY,
        "The name of the nearest point of a literal map, by great-circle distance.",
        overloads(("nearest", "point: list<float64>, const table: map<string, point> -> string?")),
        examples(('nearest([41.0, -73.0], {"JFK": [40.64, -73.78], "LAX": [33.94, -118.41]}) ?? "?"', '"JFK"')),
        nan="a NaN or infinite coordinate gives null",
        edges="a point is [latitude, longitude] in degrees; a list of another length and one with a null element give "
        "null; of equally near points the first in the map; a latitude in the map outside -90..90 is a diagnostic",
    ),
)
