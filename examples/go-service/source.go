package main

import (
	"context"
	"fmt"
	"time"

	"featc.local/flights"
	"featc.local/flights/service/client"
)

// Source is where features come from. The error of a bad row is a *featc.RowError, whatever the source.
type Source interface {
	Transform(ctx context.Context, row *flights.Flight) (flights.Features, error)
	// Ready is nil if features can be had now.
	Ready(ctx context.Context) error
	Close() error
}

// Here computes features in this process.
type Here struct{}

// Transform cannot wait, so the context is not looked at.
func (Here) Transform(_ context.Context, row *flights.Flight) (flights.Features, error) {
	return flights.Transform(row)
}

// Ready is nil.
func (Here) Ready(context.Context) error { return nil }

// Close has nothing to close.
func (Here) Close() error { return nil }

// Remote asks a featc server, in whatever language that is written.
type Remote struct {
	*client.Client
	timeout time.Duration
}

// NewRemote does not connect yet: the server may start later, and may come back. Its calls are refused by a server that
// computes other features than this program was built for, since the generated client pins their fingerprint.
func NewRemote(server string, timeout time.Duration) (*Remote, error) {
	// in the open, for a server on the same machine; elsewhere it is TLS, and client.WithToken(…)
	c, err := client.New(server, client.WithInsecure(), client.WithTimeout(timeout))
	if err != nil {
		return nil, err
	}
	return &Remote{Client: c, timeout: timeout}, nil
}

// Transform is the client's, bounded by the timeout; a request whose caller hangs up is not finished.
func (r *Remote) Transform(ctx context.Context, row *flights.Flight) (flights.Features, error) {
	ctx, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	return r.Client.Transform(ctx, row)
}

// Ready asks the server what it computes.
func (r *Remote) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	set, err := r.FeatureSet(ctx)
	if err != nil {
		return err
	}
	if found := set.GetFingerprint(); found != flights.Fingerprint {
		return fmt.Errorf("the server computes other features: %s", found)
	}
	return nil
}
