package service

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"google.golang.org/grpc"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"
)

const (
	// Loopback is where a service listens that is told nothing else.
	Loopback = "127.0.0.1"
	// Grace is what calls in flight get to end in the drain.
	Grace = 30 * time.Second
	// Notice is how long new calls are told UNAVAILABLE before the socket closes.
	Notice = 250 * time.Millisecond
	// patience is how long a connection may take to begin.
	patience = 20 * time.Second
	// farewell is how long clients have to hear that they were cut off.
	farewell = 100 * time.Millisecond
)

// ErrAddress is why a server does not start: the address cannot be had.
var ErrAddress = errors.New("cannot listen")

// Running is a server that answers. Address is host:port as clients write it.
type Running struct {
	Address string
	Port    int

	server   *grpc.Server
	listener *listener
	drain    *drain
}

// Start starts a server in this process and returns; port 0 takes a free one. A nil log is slog's default.
func Start(spec Spec, host string, port int, log *slog.Logger) (*Running, error) {
	if log == nil {
		log = slog.Default()
	}
	bound, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return nil, fmt.Errorf("%w on %s:%d: the port is taken, or the address is not this machine's; "+
			"choose another port, or port 0 for a free one", ErrAddress, bracketed(host), port)
	}
	limits := spec.limits()
	running := &Running{listener: newListener(bound), drain: newDrain(), server: grpc.NewServer(
		grpc.ConnectionTimeout(patience),
		grpc.ForceServerCodecV2(newCodec()),
		grpc.MaxRecvMsgSize(limits.MessageBytes),
		grpc.MaxConcurrentStreams(uint32(limits.Calls)),
		grpc.KeepaliveParams(keepalive.ServerParameters{Time: time.Minute}), // finds clients that vanished
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 10 * time.Second, PermitWithoutStream: true}),
	)}
	to := registrar{Server: running.server, calls: newCalls(running.drain, limits, log), rows: spec.Service}
	spec.Register(to, limits)
	healthpb.RegisterHealthServer(to, &health{names: []string{"", spec.Service}, drain: running.drain})
	reflection.Register(to)
	if at, ok := bound.Addr().(*net.TCPAddr); ok {
		running.Port = at.Port
	}
	running.Address = fmt.Sprintf("%s:%d", bracketed(host), running.Port)
	go func() {
		if err := running.server.Serve(running.listener); err != nil {
			log.Error("the server has ended", "error", err)
		}
	}()
	return running, nil
}

// Stop drains: health says NOT_SERVING, new calls are told UNAVAILABLE for the time of the notice, then no longer
// taken; calls in flight end, or are cut off after the grace.
func (r *Running) Stop(grace, notice time.Duration) {
	r.drain.begin()
	time.Sleep(notice)
	ended := make(chan struct{})
	go func() {
		r.server.GracefulStop()
		close(ended)
	}()
	r.listener.closeSilent()
	select {
	case <-ended:
	case <-time.After(grace):
		r.cut()
	}
}

// cut ends whatever is under way. It does not wait for what does not end: gRPC's Stop would.
func (r *Running) cut() {
	go r.server.Stop()
	time.Sleep(farewell)
}

// Serve serves until SIGTERM or SIGINT, then drains and returns; a second signal does not wait for calls in flight.
// It calls announce with the address once the server answers.
func Serve(spec Spec, host string, port int, grace time.Duration, log *slog.Logger, announce func(string)) error {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	defer signal.Stop(signals)
	running, err := Start(spec, host, port, log)
	if err != nil {
		return err
	}
	announce(running.Address)
	<-signals
	drained := make(chan struct{})
	go func() {
		running.Stop(grace, Notice)
		close(drained)
	}()
	select {
	case <-drained:
	case <-signals:
		running.cut()
	}
	return nil
}

func bracketed(host string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]"
	}
	return host
}
