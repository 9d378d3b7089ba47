// Command load calls one unary method with bytes that are ready, and does not look at the answers: what it costs is
// the same for all servers. It prints calls per second and percentiles of latencies as JSON, and how many calls
// there were with those that are not measured.
//
// Without a rate, each connection always has the same number of calls on their way (a closed loop). With one, calls
// begin at their times, whether or not earlier ones have ended (an open loop); each one's clock begins when it is let go.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/mem"
)

// most is how many calls of an open loop are on their way: services refuse more than twice as many.
const most = 256

// raw is a codec of bytes.
type raw struct{}

func (raw) Name() string { return "proto" }

func (raw) Marshal(v any) (mem.BufferSlice, error) {
	return mem.BufferSlice{mem.SliceBuffer(v.([]byte))}, nil
}

func (raw) Unmarshal(mem.BufferSlice, any) error { return nil }

type caller struct {
	method      string
	request     []byte
	connections []*grpc.ClientConn
}

func (c *caller) call(i int, begin time.Time) time.Duration {
	err := c.connections[i%len(c.connections)].Invoke(context.Background(), c.method, c.request, new(struct{}))
	if err != nil {
		log.Fatal(err)
	}
	return time.Since(begin)
}

// closed has so many calls on their way by each connection, for a time.
func (c *caller) closed(flight int, seconds float64) (taken []time.Duration, span time.Duration) {
	begin := time.Now()
	end := begin.Add(time.Duration(seconds * float64(time.Second)))
	each := make([][]time.Duration, flight*len(c.connections))
	var all sync.WaitGroup
	for i := range each {
		all.Add(1)
		go func() {
			defer all.Done()
			own := make([]time.Duration, 0, 4096)
			for time.Now().Before(end) {
				own = append(own, c.call(i, time.Now()))
			}
			each[i] = own
		}()
	}
	all.Wait()
	return slices.Concat(each...), time.Since(begin)
}

// open begins so many calls a second, for a time. Where a server has left most of what it takes on unanswered, calls
// wait, and are late.
func (c *caller) open(rate, seconds float64) (taken []time.Duration, span time.Duration) {
	taken = make([]time.Duration, int(rate*seconds))
	begin := time.Now()
	var all sync.WaitGroup
	room := make(chan struct{}, most)
	for i := range taken {
		if wait := time.Until(begin.Add(time.Duration(float64(i) / rate * float64(time.Second)))); wait > 0 {
			time.Sleep(wait)
		}
		let := time.Now()
		room <- struct{}{}
		all.Add(1)
		go func() {
			defer all.Done()
			taken[i] = c.call(i, let)
			<-room
		}()
	}
	all.Wait()
	return taken, time.Since(begin)
}

func main() {
	address := flag.String("address", "", "where the server listens")
	method := flag.String("method", "", "/package.Service/Method")
	file := flag.String("request", "", "a file with the bytes of the request")
	connections := flag.Int("connections", 4, "how many there are")
	flight := flag.Int("flight", 8, "calls on their way by each connection")
	rate := flag.Float64("rate", 0, "calls that begin in a second; 0 for a closed loop")
	seconds := flag.Float64("seconds", 1, "how long")
	flag.Parse()
	debug.SetGCPercent(400) // leaves the servers more of the processors
	request, err := os.ReadFile(*file)
	if err != nil {
		log.Fatal(err)
	}
	c := &caller{method: *method, request: request}
	for range *connections {
		connection, err := grpc.NewClient(*address,
			grpc.WithTransportCredentials(insecure.NewCredentials()),
			grpc.WithDefaultCallOptions(grpc.ForceCodecV2(raw{})))
		if err != nil {
			log.Fatal(err)
		}
		c.connections = append(c.connections, connection)
	}
	first, _ := c.closed(*flight, 0.1**seconds) // connects, and is not measured
	var taken []time.Duration
	var span time.Duration
	if *rate > 0 {
		taken, span = c.open(*rate, *seconds)
	} else {
		taken, span = c.closed(*flight, *seconds)
	}
	slices.Sort(taken)
	at := func(share float64) float64 {
		return taken[min(len(taken)-1, int(share*float64(len(taken))))].Seconds()
	}
	told := map[string]float64{
		"all": float64(len(first) + len(taken)), "per_second": float64(len(taken)) / span.Seconds(),
		"p50": at(0.5), "p99": at(0.99),
	}
	if err := json.NewEncoder(os.Stdout).Encode(told); err != nil {
		log.Fatal(err)
	}
}
