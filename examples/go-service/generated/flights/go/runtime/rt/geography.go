package rt

import "math"

// Points on the globe, single values (SEMANTICS.md#geography). Knows no nulls among its operands.
//
// A table of points comes prepared with what the formula needs of each.

// diameterKm is twice the mean radius of the earth, 6371.0088 km.
const diameterKm = 12742.0176

// HaversineKmFloat64 is the great-circle distance in kilometres of two points in degrees; NaN where one is NaN or
// infinite.
func HaversineKmFloat64(lat1, lon1, lat2, lon2 float64) float64 {
	h := haversine(lat2-lat1, lon2-lon1, float64(cosineOfDegrees(lat1)*cosineOfDegrees(lat2)))
	if h > 1 {
		h = 1
	} else if h < 0 { // only where angles are so large that their sum and difference do not fit
		h = 0
	}
	return float64(diameterKm * AsinFloat64(math.Sqrt(h)))
}

// haversine is that of the angle between two points, by their differences and the product of their cosines.
func haversine(lat, lon, cosines float64) float64 {
	return halfSineSquared(lat) + float64(cosines*halfSineSquared(lon))
}

// halfSineSquared is the square of the sine of half an angle.
func halfSineSquared(degrees float64) float64 {
	sine := SinFloat64(float64(RadiansFloat64(degrees) * 0.5))
	return float64(sine * sine)
}

// cosineOfDegrees is the cosine of an angle.
func cosineOfDegrees(degrees float64) float64 {
	return CosFloat64(RadiansFloat64(degrees))
}

// Point is a point of a table, with the cosine of its latitude.
type Point struct {
	name             string
	lat, lon, cosine float64
}

// Nearest is the name of the nearest point of the table, the first of equally near ones; null for what is no finite
// point.
func Nearest(point List[float64], table []Point) Opt[string] {
	if len(point.Items) != 2 || point.IsNull(0) || point.IsNull(1) {
		return Opt[string]{}
	}
	lat, lon := point.Items[0], point.Items[1]
	own := cosineOfDegrees(lat)
	name, least := Opt[string]{}, math.Inf(1)
	for i := range table {
		other := &table[i]
		h := haversine(other.lat-lat, other.lon-lon, float64(own*other.cosine))
		if h < least {
			name, least = Some(other.name), h
		}
	}
	return name
}

// PrepareNearest is the prepared form of a literal map of points.
func PrepareNearest(points []Entry[string, LatLon]) []Point {
	table := make([]Point, len(points))
	for i, p := range points {
		table[i] = Point{p.Key, p.Value.Lat, p.Value.Lon, cosineOfDegrees(p.Value.Lat)}
	}
	return table
}
