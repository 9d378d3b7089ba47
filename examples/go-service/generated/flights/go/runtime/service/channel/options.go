package channel

import (
	"context"
	"crypto/tls"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
)

// Option changes how a client connects and calls.
type Option func(*settings)

// settings are what options change.
type settings struct {
	timeout  time.Duration
	tls      *tls.Config
	insecure bool
	token    func(context.Context) (string, error)
	retry    RetryPolicy
	unpinned bool
	dial     []grpc.DialOption
}

// RetryPolicy is when gRPC sends a call again. Features are a function of the row: a call may always be sent again.
type RetryPolicy struct {
	Attempts       int // all of them, the first one too; 1 or less is no retry, gRPC makes at most 5
	InitialBackoff time.Duration
	MaxBackoff     time.Duration
	Multiplier     float64
	Codes          []codes.Code
}

// DefaultRetryPolicy are four attempts where the service is not there, or drains: what is told as UNAVAILABLE was not
// taken.
func DefaultRetryPolicy() RetryPolicy {
	return RetryPolicy{
		Attempts:       4,
		InitialBackoff: 50 * time.Millisecond,
		MaxBackoff:     2 * time.Second,
		Multiplier:     2,
		Codes:          []codes.Code{codes.Unavailable},
	}
}

// WithTimeout sets the deadline of calls whose context has none: a minute without this option, none for 0. It is not
// applied to streams.
func WithTimeout(timeout time.Duration) Option {
	return func(s *settings) { s.timeout = timeout }
}

// WithTLS sets the TLS of the connection; without it, it is Go's default, with the roots of the system.
func WithTLS(config *tls.Config) Option {
	return func(s *settings) { s.tls = config }
}

// WithInsecure connects without TLS.
func WithInsecure() Option {
	return func(s *settings) { s.insecure = true }
}

// WithToken sends a bearer token with each call. It needs TLS.
func WithToken(token string) Option {
	return WithTokenSource(func(context.Context) (string, error) { return token, nil })
}

// WithTokenSource asks for the bearer token of each call. It needs TLS.
func WithTokenSource(source func(context.Context) (string, error)) Option {
	return func(s *settings) { s.token = source }
}

// WithRetryPolicy sets when calls are sent again.
func WithRetryPolicy(policy RetryPolicy) Option {
	return func(s *settings) { s.retry = policy }
}

// WithFingerprintPin sets whether calls are answered only by a service of the fingerprint that the client was
// generated with: they are, unless it is turned off.
func WithFingerprintPin(pin bool) Option {
	return func(s *settings) { s.unpinned = !pin }
}

// WithDialOptions adds options of gRPC, which go before those of the other options.
func WithDialOptions(options ...grpc.DialOption) Option {
	return func(s *settings) { s.dial = append(s.dial, options...) }
}
