// Command go-service answers features of flights over HTTP. It computes them in this process, or asks a featc server
// for them (--server host:port): the answers are the same, to the bit.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8080", "`address` to listen on; port 0 takes a free one")
	server := flag.String("server", "", "`host:port` of a featc server to ask, in place of computing here")
	timeout := flag.Duration("timeout", 2*time.Second, "how long the featc server may take")
	flag.Parse()

	source, err := sourceFor(*server, *timeout)
	if err != nil {
		log.Fatal(err)
	}
	defer source.Close()

	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := serve(stopped, *listen, source); err != nil {
		log.Fatal(err)
	}
}

func sourceFor(server string, timeout time.Duration) (Source, error) {
	if server == "" {
		return Here{}, nil
	}
	return NewRemote(server, timeout)
}

// serve answers requests until the context ends, then those under way.
func serve(stopped context.Context, address string, source Source) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           NewHandler(source),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	fmt.Printf("listening on http://%s\n", listener.Addr())

	select {
	case err := <-ended:
		return err
	case <-stopped.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
