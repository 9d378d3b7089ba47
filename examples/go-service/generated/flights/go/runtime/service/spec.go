package service

import "google.golang.org/grpc"

// Limits are what one process takes on. Calls beyond a limit are refused with RESOURCE_EXHAUSTED.
type Limits struct {
	MessageBytes int // of a request
	BatchRows    int // of one request
	Calls        int // worked on at once; as many again may wait
	Streams      int // long-lived ones of rows, and as many others (reflection, watching the health)
}

// DefaultLimits are those of every featc service.
func DefaultLimits() Limits {
	return Limits{MessageBytes: 4 * 1024 * 1024, BatchRows: 10_000, Calls: 256, Streams: 32}
}

// Spec is a feature set as the server needs it.
type Spec struct {
	Name    string // "flights.v1"
	Service string // the full name of its gRPC service, "flights.v1.FlightsService"
	// Register adds the set's service to a server.
	Register func(to grpc.ServiceRegistrar, limits Limits)
	Limits   Limits // DefaultLimits where it is zero
	// Fingerprint says what the set computes.
	Fingerprint string
	// Certify has GetFeatureSet show a parity certificate, from before the server starts.
	Certify func(certificate string)
}

func (s Spec) limits() Limits {
	if s.Limits == (Limits{}) {
		return DefaultLimits()
	}
	return s.Limits
}
