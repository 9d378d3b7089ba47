package rt

// Entry is one pair of a literal map.
type Entry[K, V any] struct {
	Key   K
	Value V
}

// LatLon is a point of a literal map of points, in degrees.
type LatLon struct {
	Lat, Lon float64
}
