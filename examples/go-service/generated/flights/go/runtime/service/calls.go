package service

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync/atomic"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	featc "featc.dev/runtime"
)

// calls stands before every method of a server: it bounds what is worked on, refuses in the drain, and turns errors and
// panics into statuses. Knows nothing of features.
type calls struct {
	drain   *drain
	log     *slog.Logger
	most    int
	taken   atomic.Int64  // calls that are worked on or wait
	room    chan struct{} // has an element for each call that is worked on
	streams places        // of rows
	aside   places        // of everything else: watchers of the health must not keep streams of rows away, nor they them
}

func newCalls(d *drain, limits Limits, log *slog.Logger) *calls {
	return &calls{
		drain: d, log: log, most: limits.Calls, room: make(chan struct{}, limits.Calls),
		streams: make(places, limits.Streams), aside: make(places, limits.Streams),
	}
}

// registrar adds services to a server with these calls before their methods.
type registrar struct {
	*grpc.Server
	calls *calls
	rows  string // the service whose streams are of rows
}

// RegisterService is what generated stubs call.
func (r registrar) RegisterService(desc *grpc.ServiceDesc, impl any) {
	guarded := *desc
	guarded.Methods = make([]grpc.MethodDesc, len(desc.Methods))
	for i, method := range desc.Methods {
		inDrain := desc.ServiceName == healthService // whoever asks in the drain is told that it is one
		guarded.Methods[i] = grpc.MethodDesc{MethodName: method.MethodName, Handler: r.calls.unary(method.Handler, inDrain)}
	}
	guarded.Streams = make([]grpc.StreamDesc, len(desc.Streams))
	for i, stream := range desc.Streams {
		places := r.calls.aside
		if desc.ServiceName == r.rows {
			places = r.calls.streams
		}
		guarded.Streams[i] = stream
		if stream.ClientStreams {
			guarded.Streams[i].Handler = r.calls.stream(stream.Handler, places)
		} else {
			guarded.Streams[i].Handler = r.calls.watch(stream.Handler, places)
		}
	}
	r.Server.RegisterService(&guarded, impl)
}

// unary is one message, one answer.
func (c *calls) unary(handle grpc.MethodHandler, inDrain bool) grpc.MethodHandler {
	return func(impl any, ctx context.Context, dec func(any) error, in grpc.UnaryServerInterceptor) (answer any, err error) {
		entered := false
		defer func() {
			if entered {
				c.leave()
			}
			if panicked := recover(); panicked != nil {
				err = c.incident(panicked)
			}
		}()
		if !inDrain && c.drain.hasBegun() {
			return nil, draining()
		}
		// A call counts from when its message is there: one that never sends it holds up nobody.
		receiving := func(m any) error {
			if err := receive(dec, m); err != nil {
				return err
			}
			err := c.enter(ctx)
			entered = err == nil
			return err
		}
		answer, err = handle(impl, ctx, receiving, in)
		if err != nil {
			return nil, c.status(err)
		}
		return answer, nil
	}
}

// enter takes a place among the calls, or waits for one; leave gives it back.
func (c *calls) enter(ctx context.Context) error {
	if c.taken.Add(1) > 2*int64(c.most) {
		c.taken.Add(-1)
		return status.Errorf(codes.ResourceExhausted, "%d calls are under way already: use more servers", 2*c.most)
	}
	select {
	case c.room <- struct{}{}:
		return nil
	default:
	}
	select {
	case c.room <- struct{}{}:
		return nil
	case <-ctx.Done():
		c.taken.Add(-1)
		return status.FromContextError(ctx.Err()).Err()
	}
}

func (c *calls) leave() {
	<-c.room
	c.taken.Add(-1)
}

// status is the answer to an error: what is wrong with a row, or a status, is told; any other error is a bug.
func (c *calls) status(err error) error {
	var row *featc.RowError
	if errors.As(err, &row) && len(row.Violations) > 0 {
		return BadRow(row.Violations)
	}
	if _, ok := status.FromError(err); ok {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return status.FromContextError(err).Err()
	}
	return c.incident(err)
}

// incident is the answer to a bug: its number. What it was is for the log only.
func (c *calls) incident(what any) error {
	var number [4]byte
	_, _ = rand.Read(number[:]) // never fails
	incident := hex.EncodeToString(number[:])
	c.log.Error("incident "+incident, "error", fmt.Sprint(what), "trace", string(debug.Stack()))
	return status.Errorf(codes.Internal, "internal error, incident %s: see the service's log", incident)
}

// places are how many streams of a kind may be open at a time.
type places chan struct{}

func (c *calls) take(from places) error {
	if c.drain.hasBegun() {
		return draining()
	}
	select {
	case from <- struct{}{}:
		return nil
	default:
		return status.Errorf(codes.ResourceExhausted,
			"%d streams are open already: close one, or use more servers", cap(from))
	}
}
