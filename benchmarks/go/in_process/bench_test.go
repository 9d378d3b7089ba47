package benchmarks

import (
	"encoding/json"
	"math"
	"os"
	"testing"
	"time"

	"benchmarks/in_process/hand"

	featc "featc.dev/runtime"
	"featc.local/ten"
)

// byHand and generated are the rows of both; ROWS names a file of JSON: carrier, origin, dest, tailnum, distance, dep_delay,
// sched_dep in microseconds.
var byHand, generated = read(os.Getenv("ROWS"))

func read(path string) (own []hand.Flight, rows []ten.Flight) {
	data, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	var lines [][7]json.RawMessage
	if err := json.Unmarshal(data, &lines); err != nil {
		panic(err)
	}
	for _, line := range lines {
		var micros int64
		var a hand.Flight
		for i, to := range []any{&a.Carrier, &a.Origin, &a.Dest, &a.Tailnum, &a.Distance, &a.DepDelay, &micros} {
			if err := json.Unmarshal(line[i], to); err != nil {
				panic(err)
			}
		}
		a.SchedDep = time.UnixMicro(micros)
		own = append(own, a)
		b := ten.Flight{
			Carrier: a.Carrier, Origin: a.Origin, Dest: a.Dest, Distance: a.Distance, SchedDep: featc.Timestamp(micros),
		}
		if a.Tailnum != nil {
			b.Tailnum = featc.Some(*a.Tailnum)
		}
		if a.DepDelay != nil {
			b.DepDelay = featc.Some(*a.DepDelay)
		}
		rows = append(rows, b)
	}
	return own, rows
}

// TestBothComputeTheSame allows the platform's mathematics the last bit.
func TestBothComputeTheSame(t *testing.T) {
	for i := range byHand {
		a := hand.Transform(&byHand[i])
		b, err := ten.Transform(&generated[i])
		if err != nil {
			t.Fatal(err)
		}
		if apart := math.Float64bits(a.LogDistance) - math.Float64bits(b.LogDistance) + 1; apart > 2 {
			t.Errorf("row %d: log1p is %v by hand, %v by featc", i, a.LogDistance, b.LogDistance)
		}
		same := hand.Features{
			DepHour: b.DepHour, RedEye: b.RedEye, LogDistance: a.LogDistance, Haul: b.Haul, CarrierID: b.CarrierId,
			Route: b.Route, NMissing: b.NMissing,
		}
		same.DistanceBand.V, same.DistanceBand.Valid = b.DistanceBand.V, b.DistanceBand.OK
		same.DelayCapped.V, same.DelayCapped.Valid = b.DelayCapped.V, b.DelayCapped.OK
		same.LeftLate.V, same.LeftLate.Valid = b.LeftLate.V, b.LeftLate.OK
		if a != same {
			t.Errorf("row %d: %+v by hand, %+v by featc", i, a, b)
		}
	}
}

func BenchmarkHand(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		hand.Transform(&byHand[i%len(byHand)])
	}
}

func BenchmarkTransform(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := ten.Transform(&generated[i%len(generated)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTransformInto(b *testing.B) {
	b.ReportAllocs()
	var out ten.Features
	for i := 0; b.Loop(); i++ {
		if err := ten.TransformInto(&generated[i%len(generated)], &out); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHandBatch and BenchmarkTransformBatch take all rows for one.
func BenchmarkHandBatch(b *testing.B) {
	b.ReportAllocs()
	out := make([]hand.Features, len(byHand))
	for b.Loop() {
		for i := range byHand {
			out[i] = hand.Transform(&byHand[i])
		}
	}
}

func BenchmarkTransformBatch(b *testing.B) {
	b.ReportAllocs()
	out := make([]ten.Features, len(generated))
	for b.Loop() {
		if errs := ten.TransformBatch(generated, out); errs != nil {
			b.Fatal(errs)
		}
	}
}
