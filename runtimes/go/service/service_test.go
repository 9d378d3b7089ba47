package service

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/wrapperspb"

	featc "featc.dev/runtime"
)

// text is what the tests' service takes and gives.
type text = wrapperspb.StringValue

const (
	echo   = "/tiny.v1.TinyService/Echo"
	stream = "/tiny.v1.TinyService/Stream"
)

// tiny echoes texts by a function.
type tiny struct {
	answer func(context.Context, string) error
}

func (s tiny) one(ctx context.Context, in *text) (*text, error) {
	if err := s.answer(ctx, in.Value); err != nil {
		return nil, err
	}
	return in, nil
}

// spec is a service whose answers are the function's errors.
func spec(answer func(context.Context, string) error, limits Limits) Spec {
	desc := &grpc.ServiceDesc{
		ServiceName: "tiny.v1.TinyService",
		HandlerType: (*any)(nil),
		Methods: []grpc.MethodDesc{{
			MethodName: "Echo",
			Handler: func(impl any, ctx context.Context, dec func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
				in := new(text)
				if err := dec(in); err != nil {
					return nil, err
				}
				return impl.(tiny).one(ctx, in)
			},
		}},
		Streams: []grpc.StreamDesc{{
			StreamName: "Stream", ClientStreams: true, ServerStreams: true,
			Handler: func(impl any, stream grpc.ServerStream) error {
				for {
					in := new(text)
					if err := stream.RecvMsg(in); errors.Is(err, io.EOF) {
						return nil
					} else if err != nil {
						return err
					}
					out, err := impl.(tiny).one(stream.Context(), in)
					if err != nil {
						return err
					}
					if err := stream.SendMsg(out); err != nil {
						return err
					}
				}
			},
		}},
	}
	register := func(to grpc.ServiceRegistrar, _ Limits) { to.RegisterService(desc, tiny{answer}) }
	return Spec{Name: "tiny.v1", Service: "tiny.v1.TinyService", Register: register, Limits: limits}
}

func good(context.Context, string) error { return nil }

// start is a running server, and what it logs.
func start(t *testing.T, s Spec) (*Running, *log) {
	t.Helper()
	written := new(log)
	running, err := Start(s, Loopback, 0, slog.New(slog.NewTextHandler(written, nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { running.Stop(time.Second, 0) })
	return running, written
}

type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func connect(t *testing.T, running *Running) *grpc.ClientConn {
	t.Helper()
	c, err := grpc.NewClient(running.Address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func call(c *grpc.ClientConn, value string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return c.Invoke(ctx, echo, &text{Value: value}, new(text))
}

func open(t *testing.T, c *grpc.ClientConn) grpc.ClientStream {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	opened, err := c.NewStream(ctx, &grpc.StreamDesc{ClientStreams: true, ServerStreams: true}, stream)
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func trip(s grpc.ClientStream, value string) error {
	if err := s.SendMsg(&text{Value: value}); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return s.RecvMsg(new(text))
}

func expect(t *testing.T, err error, code codes.Code, words string) {
	t.Helper()
	if status.Code(err) != code || !strings.Contains(fmt.Sprint(err), words) {
		t.Errorf("found %v, expected %v: …%s…", err, code, words)
	}
}

func TestErrors(t *testing.T) {
	running, written := start(t, spec(func(ctx context.Context, value string) error {
		switch value {
		case "panic":
			panic("secret of the house")
		case "bug":
			return errors.New("secret of the house")
		case "row":
			return &featc.RowError{Violations: []featc.Violation{{Field: "f", Reason: "BAD_TEXT", Message: "m"}}}
		case "status":
			return status.Error(codes.NotFound, "nothing")
		}
		return nil
	}, Limits{}))
	c := connect(t, running)
	for _, how := range []func(string) error{
		func(value string) error { return call(c, value) },
		func(value string) error { return trip(open(t, c), value) },
	} {
		if err := how("good"); err != nil {
			t.Error(err)
		}
		expect(t, how("row"), codes.InvalidArgument, "f: m")
		expect(t, how("status"), codes.NotFound, "nothing")
		for _, bug := range []string{"panic", "bug"} {
			err := how(bug)
			expect(t, err, codes.Internal, "internal error, incident ")
			if strings.Contains(err.Error(), "secret") {
				t.Error("a client was told of the inside:", err)
			}
			incident := strings.TrimSuffix(strings.Fields(status.Convert(err).Message())[3], ":")
			if !strings.Contains(written.String(), "incident "+incident) || !strings.Contains(written.String(), "secret") {
				t.Error("the log has no", incident)
			}
		}
	}
}

func TestCallsAreBounded(t *testing.T) {
	release := make(chan struct{})
	running, _ := start(t, spec(func(context.Context, string) error {
		<-release
		return nil
	}, Limits{MessageBytes: 1 << 20, BatchRows: 1, Calls: 3, Streams: 1}))
	results := make(chan error, 8)
	for range 8 {
		c := connect(t, running)
		go func() { results <- call(c, "") }()
	}
	for range 2 {
		expect(t, <-results, codes.ResourceExhausted, "6 calls are under way already")
	}
	close(release)
	for range 6 {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
}

func TestAClientWaitsAtTheLimitOfCalls(t *testing.T) {
	running, _ := start(t, spec(good, Limits{MessageBytes: 1 << 20, BatchRows: 1, Calls: 4, Streams: 1}))
	c := connect(t, running)
	results := make(chan error)
	for range 300 {
		go func() { results <- call(c, "") }()
	}
	for range 300 {
		if err := <-results; err != nil {
			t.Fatal(err)
		}
	}
}

func TestStreamsAreBounded(t *testing.T) {
	running, _ := start(t, spec(good, Limits{MessageBytes: 1 << 20, BatchRows: 1, Calls: 9, Streams: 2}))
	c := connect(t, running)
	first, second := open(t, c), open(t, c)
	for _, held := range []grpc.ClientStream{first, second} {
		if err := trip(held, "x"); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, trip(open(t, c), "x"), codes.ResourceExhausted, "2 streams are open already: close one")
	if err := call(c, "x"); err != nil {
		t.Error(err)
	}
	watch := watching(t, c, "")
	if _, err := watch.Recv(); err != nil {
		t.Error("watchers have places of their own:", err)
	}
	_ = first.CloseSend()
	expectEnd(t, first.RecvMsg(new(text)))
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if err := trip(open(t, c), "x"); err == nil {
			break
		} else if time.Now().After(end) {
			t.Fatal("a closed stream leaves no place:", err)
		}
	}
}

func expectEnd(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, io.EOF) {
		t.Errorf("found %v, expected the end", err)
	}
}

func watching(t *testing.T, c *grpc.ClientConn, name string) grpc.ServerStreamingClient[healthpb.HealthCheckResponse] {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	watch, err := healthpb.NewHealthClient(c).Watch(ctx, &healthpb.HealthCheckRequest{Service: name})
	if err != nil {
		t.Fatal(err)
	}
	return watch
}

func TestDrain(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	running, _ := start(t, spec(func(_ context.Context, value string) error {
		if value == "slow" {
			close(begun)
			<-release
		}
		return nil
	}, Limits{}))
	c := connect(t, running)
	idle := open(t, c)
	if err := trip(idle, "x"); err != nil {
		t.Fatal(err)
	}
	known, unknown := watching(t, c, "tiny.v1.TinyService"), watching(t, c, "other")
	for _, watch := range []grpc.ServerStreamingClient[healthpb.HealthCheckResponse]{known, unknown} {
		if _, err := watch.Recv(); err != nil {
			t.Fatal(err)
		}
	}
	slow := make(chan error)
	go func() { slow <- call(c, "slow") }()
	<-begun
	stopped := make(chan struct{})
	go func() {
		running.Stop(20*time.Second, 300*time.Millisecond)
		close(stopped)
	}()
	news, err := known.Recv()
	if err != nil || news.Status != healthpb.HealthCheckResponse_NOT_SERVING {
		t.Error("a watcher is told", news, err)
	}
	_, err = known.Recv()
	expectEnd(t, err)
	_, err = unknown.Recv()
	expectEnd(t, err)
	expect(t, call(c, "x"), codes.Unavailable, "the service is draining")
	health, err := healthpb.NewHealthClient(c).Check(context.Background(), &healthpb.HealthCheckRequest{})
	if err != nil || health.Status != healthpb.HealthCheckResponse_NOT_SERVING {
		t.Error("in the drain health says", health, err)
	}
	expect(t, idle.RecvMsg(new(text)), codes.Unavailable, "the service is draining")
	close(release)
	if err := <-slow; err != nil {
		t.Error("a call in flight was lost:", err)
	}
	<-stopped
}

func TestTheGraceIsAnEnd(t *testing.T) {
	begun := make(chan struct{})
	running, _ := start(t, spec(func(ctx context.Context, _ string) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}, Limits{}))
	c := connect(t, running)
	slow := make(chan error)
	go func() { slow <- call(c, "") }()
	<-begun
	running.Stop(100*time.Millisecond, 0)
	if err := <-slow; err == nil {
		t.Error("a call longer than the grace was answered")
	}
}

func TestSilentConnectionsHoldNobodyUp(t *testing.T) {
	for _, said := range []string{"", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"} {
		running, _ := start(t, spec(good, Limits{}))
		c := connect(t, running)
		if err := call(c, "x"); err != nil {
			t.Fatal(err)
		}
		silent, err := net.Dial("tcp", running.Address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := silent.Write([]byte(said)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond)
		began := time.Now()
		running.Stop(10*time.Second, 0)
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("after %q the drain takes %v", said, took)
		}
		_ = silent.Close()
	}
}

func TestMessagesThatNeverComeHoldNobodyUp(t *testing.T) {
	running, _ := start(t, spec(good, Limits{MessageBytes: 1 << 20, BatchRows: 1, Calls: 8, Streams: 1}))
	c := connect(t, running)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for range 7 {
		if _, err := c.NewStream(ctx, &grpc.StreamDesc{ClientStreams: true}, echo); err != nil {
			t.Fatal(err)
		}
	}
	if err := call(c, "x"); err != nil {
		t.Error(err)
	}
}

func TestAddresses(t *testing.T) {
	running, _ := start(t, spec(good, Limits{}))
	if want := fmt.Sprintf("127.0.0.1:%d", running.Port); running.Address != want {
		t.Errorf("%s is no %s", running.Address, want)
	}
	for host, port := range map[string]int{Loopback: running.Port, "192.0.2.1": 0} {
		_, err := Start(spec(good, Limits{}), host, port, nil)
		if !errors.Is(err, ErrAddress) || !strings.Contains(err.Error(), fmt.Sprintf("cannot listen on %s:%d", host, port)) {
			t.Error(err)
		}
	}
	if probe, err := net.Listen("tcp", "[::1]:0"); err == nil {
		_ = probe.Close()
		six, err := Start(spec(good, Limits{}), "::1", 0, nil)
		if err != nil || six.Address != fmt.Sprintf("[::1]:%d", six.Port) {
			t.Error(six, err)
		}
		six.Stop(0, 0)
	}
}

func TestStatusDetailsFitIntoTrailers(t *testing.T) {
	var many []featc.Violation
	for i := range 1000 {
		many = append(many, featc.Violation{
			Field: fmt.Sprintf("%s%d", strings.Repeat("a", 90), i), Reason: "BAD_TEXT", Message: strings.Repeat("é", 5000),
		})
	}
	err := status.Convert(BadRow(many))
	if !strings.HasSuffix(err.Message(), "(and 999 more)") {
		t.Error(err.Message())
	}
	told, omitted := Told(many)
	if len(told) != 16 || omitted != 984 || told[0].Message != strings.Repeat("é", 239)+"…" {
		t.Error(len(told), omitted, told[0].Message)
	}
}
