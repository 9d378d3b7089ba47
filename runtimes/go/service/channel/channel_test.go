package channel

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math/big"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	featc "featc.dev/runtime"
)

const service = "grpc.health.v1.Health"

// health refuses its first calls, and looks at tokens.
type health struct {
	healthpb.UnimplementedHealthServer
	refusals atomic.Int32
	token    string
}

func (h *health) Check(ctx context.Context, _ *healthpb.HealthCheckRequest) (*healthpb.HealthCheckResponse, error) {
	if h.refusals.Add(-1) >= 0 {
		return nil, status.Error(codes.Unavailable, "not yet")
	}
	sent, _ := metadata.FromIncomingContext(ctx)
	if h.token != "" && (len(sent["authorization"]) != 1 || sent["authorization"][0] != "Bearer "+h.token) {
		return nil, status.Error(codes.Unauthenticated, "who are you")
	}
	return &healthpb.HealthCheckResponse{Status: healthpb.HealthCheckResponse_SERVING}, nil
}

// serve is the address of a server.
func serve(t *testing.T, h *health, options ...grpc.ServerOption) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer(options...)
	healthpb.RegisterHealthServer(server, h)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return listener.Addr().String()
}

// check is a call of a client with these options.
func check(t *testing.T, address string, options ...Option) error {
	t.Helper()
	c, err := New(address, service, "abc", options...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	ctx, cancel := c.Deadline(context.Background())
	defer cancel()
	_, err = healthpb.NewHealthClient(c).Check(ctx, &healthpb.HealthCheckRequest{})
	return err
}

// certificate is one that a server shows and a client trusts.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func TestTLSAndTokens(t *testing.T) {
	shown, trusted := certificate(t)
	address := serve(t, &health{token: "s3cret"}, grpc.Creds(credentials.NewServerTLSFromCert(&shown)))
	secure := WithTLS(&tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS13})
	if err := check(t, address, secure, WithToken("s3cret")); err != nil {
		t.Error(err)
	}
	source := func(context.Context) (string, error) { return "s3cret", nil }
	if err := check(t, address, secure, WithTokenSource(source)); err != nil {
		t.Error(err)
	}
	if err := check(t, address, secure, WithToken("other")); status.Code(err) != codes.Unauthenticated {
		t.Error(err)
	}
	once := WithRetryPolicy(RetryPolicy{})
	for _, options := range [][]Option{{once}, {once, WithInsecure()}} { // without trust, and without TLS
		if err := check(t, address, options...); status.Code(err) != codes.Unavailable {
			t.Error(err)
		}
	}
}

func TestOptionsThatExcludeEachOther(t *testing.T) {
	for _, options := range [][]Option{
		{WithInsecure(), WithToken("x")},
		{WithInsecure(), WithTLS(&tls.Config{MinVersion: tls.VersionTLS13})},
		{WithInsecure(), WithRetryPolicy(RetryPolicy{Attempts: 3})},
	} {
		if _, err := New("localhost:1", service, "abc", options...); err == nil {
			t.Error("no error")
		}
	}
}

func TestRetries(t *testing.T) {
	for refusals, want := range map[int32]codes.Code{0: codes.OK, 3: codes.OK, 4: codes.Unavailable} {
		h := new(health)
		h.refusals.Store(refusals)
		if err := check(t, serve(t, h), WithInsecure()); status.Code(err) != want {
			t.Errorf("after %d refusals: %v", refusals, err)
		}
	}
	h := new(health)
	h.refusals.Store(1)
	err := check(t, serve(t, h), WithInsecure(), WithRetryPolicy(RetryPolicy{Attempts: 1}))
	if status.Code(err) != codes.Unavailable {
		t.Error(err)
	}
}

func TestDeadlines(t *testing.T) {
	address := serve(t, new(health))
	if err := check(t, address, WithInsecure(), WithTimeout(time.Nanosecond)); status.Code(err) != codes.DeadlineExceeded {
		t.Error(err)
	}
	if err := check(t, address, WithInsecure(), WithTimeout(0)); err != nil {
		t.Error(err)
	}
}

func TestPins(t *testing.T) {
	pinned, err := New("localhost:1", service, "abc", WithInsecure())
	if err != nil || pinned.Pin() == nil || *pinned.Pin() != "abc" {
		t.Error(pinned, err)
	}
	free, err := New("localhost:1", service, "abc", WithInsecure(), WithFingerprintPin(false))
	if err != nil || free.Pin() != nil {
		t.Error(free, err)
	}
}

func TestErrors(t *testing.T) {
	if Error(nil) != nil {
		t.Error("an error of nothing")
	}
	plain := status.Error(codes.InvalidArgument, "no details")
	var row *featc.RowError
	if err := Error(plain); !errors.Is(err, plain) || errors.As(err, &row) {
		t.Error(err)
	}
}
