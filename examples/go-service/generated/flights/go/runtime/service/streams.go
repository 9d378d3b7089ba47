package service

import (
	"math"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
)

// quiet is how long a stream has nothing to do before the drain ends it.
const quiet = 100 * time.Millisecond

// watch is one message, answers as they come up. The method itself looks at the drain.
func (c *calls) watch(handle grpc.StreamHandler, from places) grpc.StreamHandler {
	return func(impl any, stream grpc.ServerStream) (err error) {
		if err := c.take(from); err != nil {
			return err
		}
		defer func() { <-from }()
		return c.run(handle, impl, messages{ServerStream: stream})
	}
}

// stream is messages, each answered in order. In the drain, what has arrived is answered; a stream that has nothing to
// do is then ended with UNAVAILABLE.
func (c *calls) stream(handle grpc.StreamHandler, from places) grpc.StreamHandler {
	return func(impl any, stream grpc.ServerStream) error {
		if err := c.take(from); err != nil {
			return err
		}
		defer func() { <-from }()
		work := new(work)
		done := make(chan error, 1)
		// In a goroutine of its own, for nothing else can end a stream that waits for its client: when the handler
		// of gRPC returns, the wait of the other one ends.
		go func() { done <- c.run(handle, impl, messages{ServerStream: stream, work: work}) }()
		select {
		case err := <-done:
			return err
		case <-c.drain.begun:
		}
		for {
			seen := work.step.Load()
			select {
			case err := <-done:
				return err
			case <-time.After(quiet):
			}
			if seen%2 == 0 && work.step.CompareAndSwap(seen, ended) {
				return draining()
			}
		}
	}
}

// run is the handler with its errors and panics as statuses.
func (c *calls) run(handle grpc.StreamHandler, impl any, stream grpc.ServerStream) (err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = c.incident(panicked)
		}
	}()
	if err := handle(impl, stream); err != nil {
		return c.status(err)
	}
	return nil
}

// ended is the step of a stream that the drain has ended.
const ended = math.MaxUint64

// work is what a stream is at: an even step is a wait for a message, an odd one the work on it.
type work struct {
	step atomic.Uint64
}

// messages receives messages whose bytes are told as ours where they are none, and keeps note of what it is at.
type messages struct {
	grpc.ServerStream
	work *work // nil where nobody looks
}

// RecvMsg waits for the next message.
func (m messages) RecvMsg(to any) error {
	if m.work == nil {
		return receive(m.ServerStream.RecvMsg, to)
	}
	step := m.work.step.Load()
	if step == ended {
		return draining()
	}
	if step%2 == 1 {
		step++
		m.work.step.Store(step) // the drain changes even steps only
	}
	err := receive(m.ServerStream.RecvMsg, to)
	if !m.work.step.CompareAndSwap(step, step+1) {
		return draining() // it came too late, and is not taken
	}
	return err
}
