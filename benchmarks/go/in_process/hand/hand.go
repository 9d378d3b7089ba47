// Package hand has the ten features of flights as one writes them by hand: with the platform's mathematics and zones
// and a library's hash. It is what the generated package is compared with, and knows nothing of featc.
package hand

import (
	"database/sql"
	"math"
	"time"

	"github.com/cespare/xxhash/v2"
)

// Flight is a row; nil is null.
type Flight struct {
	Carrier  string
	Origin   string
	Dest     string
	Tailnum  *string
	Distance float64
	DepDelay *float64
	SchedDep time.Time
}

// Features are the features of a row.
type Features struct {
	DepHour      int64
	RedEye       bool
	LogDistance  float64
	DistanceBand sql.Null[int64]
	Haul         string
	CarrierID    int64
	Route        int64
	DelayCapped  sql.Null[float64]
	LeftLate     sql.Null[bool]
	NMissing     int64
}

var (
	newYork = location("America/New_York")
	bands   = [...]float64{250, 500, 1000, 2500}
)

func location(name string) *time.Location {
	found, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return found
}

// Transform computes the features of a row.
func Transform(in *Flight) Features {
	hour := in.SchedDep.In(newYork).Hour()
	out := Features{
		DepHour:      int64(hour),
		RedEye:       hour >= 22 || hour < 5,
		LogDistance:  math.Log1p(in.Distance),
		DistanceBand: band(in.Distance),
		Haul:         "short",
		CarrierID:    carrierID(in.Carrier),
		Route:        int64(xxhash.Sum64String(in.Origin+"-"+in.Dest) % 4096),
	}
	if in.Distance > 2500 {
		out.Haul = "long"
	}
	if in.DepDelay != nil {
		delay := *in.DepDelay
		out.DelayCapped = sql.Null[float64]{V: min(max(delay, -30), 180), Valid: true}
		out.LeftLate = sql.Null[bool]{V: delay > 15, Valid: true}
	} else {
		out.NMissing++
	}
	if in.Tailnum == nil {
		out.NMissing++
	}
	return out
}

func band(distance float64) sql.Null[int64] {
	if math.IsNaN(distance) {
		return sql.Null[int64]{}
	}
	for i, edge := range bands {
		if distance < edge {
			return sql.Null[int64]{V: int64(i), Valid: true}
		}
	}
	return sql.Null[int64]{V: int64(len(bands)), Valid: true}
}

func carrierID(carrier string) int64 {
	switch carrier {
	case "AA":
		return 0
	case "B6":
		return 1
	case "DL":
		return 2
	case "EV":
		return 3
	case "MQ":
		return 4
	case "UA":
		return 5
	case "US":
		return 6
	case "WN":
		return 7
	}
	return -1
}
