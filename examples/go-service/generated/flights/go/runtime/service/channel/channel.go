// Package channel is what every client of a feature set does: it connects, sets deadlines, pins the fingerprint, and
// makes errors of answers. Generated clients call it. Knows no message of a feature set, and no server.
package channel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

const defaultTimeout = time.Minute

// Channel is a connection to the service of a feature set, which is made when it is needed.
type Channel struct {
	*grpc.ClientConn
	pin     *string
	timeout time.Duration
}

// New makes a channel. Target is what gRPC takes: host:port, dns:///name:port, …; service is the full name of the
// gRPC service.
func New(target, service, fingerprint string, options ...Option) (*Channel, error) {
	s := settings{timeout: defaultTimeout, retry: DefaultRetryPolicy()}
	for _, option := range options {
		option(&s)
	}
	dial, err := s.dialOptions(service)
	if err != nil {
		return nil, err
	}
	connection, err := grpc.NewClient(target, dial...)
	if err != nil {
		return nil, err
	}
	channel := &Channel{ClientConn: connection, timeout: s.timeout}
	if !s.unpinned {
		channel.pin = &fingerprint
	}
	return channel, nil
}

// Pin is the fingerprint that calls expect of the service; nil if they expect none.
func (c *Channel) Pin() *string {
	return c.pin
}

// Deadline is the context of a call, with the client's deadline where it has none of its own.
func (c *Channel) Deadline(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, has := ctx.Deadline(); has || c.timeout <= 0 {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, c.timeout)
}

func (s *settings) dialOptions(service string) ([]grpc.DialOption, error) {
	config, err := serviceConfig(service, s.retry)
	if err != nil {
		return nil, err
	}
	dial := append([]grpc.DialOption{
		// answers are larger than requests, which the service bounds
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(math.MaxInt32)),
		grpc.WithDefaultServiceConfig(config),
	}, s.dial...)
	switch {
	case !s.insecure:
		dial = append(dial, grpc.WithTransportCredentials(credentials.NewTLS(s.tls)))
	case s.tls != nil:
		return nil, errors.New("WithTLS and WithInsecure exclude each other")
	case s.token != nil:
		return nil, errors.New("a token needs TLS: leave out WithInsecure")
	default:
		dial = append(dial, grpc.WithTransportCredentials(insecure.NewCredentials()))
	}
	if s.token != nil {
		dial = append(dial, grpc.WithPerRPCCredentials(bearer{s.token}))
	}
	return dial, nil
}

// bearer are credentials that gRPC sends through TLS only.
type bearer struct {
	source func(context.Context) (string, error)
}

func (b bearer) GetRequestMetadata(ctx context.Context, _ ...string) (map[string]string, error) {
	token, err := b.source(ctx)
	if err != nil {
		return nil, err
	}
	return map[string]string{"authorization": "Bearer " + token}, nil
}

func (bearer) RequireTransportSecurity() bool {
	return true
}

// serviceConfig is gRPC's service config with this policy for all methods of a service.
func serviceConfig(service string, policy RetryPolicy) (string, error) {
	method := map[string]any{"name": []any{map[string]string{"service": service}}}
	if policy.Attempts > 1 {
		if policy.InitialBackoff <= 0 || policy.MaxBackoff <= 0 || policy.Multiplier <= 0 || len(policy.Codes) == 0 {
			return "", errors.New("a retry policy needs backoffs, a multiplier and codes above zero")
		}
		numbers := make([]uint32, len(policy.Codes))
		for i, code := range policy.Codes {
			numbers[i] = uint32(code)
		}
		method["retryPolicy"] = map[string]any{
			"maxAttempts":          policy.Attempts,
			"initialBackoff":       fmt.Sprintf("%.9fs", policy.InitialBackoff.Seconds()),
			"maxBackoff":           fmt.Sprintf("%.9fs", policy.MaxBackoff.Seconds()),
			"backoffMultiplier":    policy.Multiplier,
			"retryableStatusCodes": numbers,
		}
	}
	text, err := json.Marshal(map[string]any{"methodConfig": []any{method}})
	return string(text), err
}
