// Command empty is gRPC's own server as it comes, with the messages of the ten features: its handler is given the
// request and returns an answer that is ready. It collects as often as the generated server, so that no share is won by
// that. It prints its port, and ends when its standard input does.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"runtime/debug"

	"featc.local/ten/service/tenpb"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
)

type answers struct {
	tenpb.UnimplementedTenServiceServer
	one *tenpb.TransformResponse
}

func (a answers) Transform(context.Context, *tenpb.TransformRequest) (*tenpb.TransformResponse, error) {
	return a.one, nil
}

// The argument names a file that has the bytes of the answer.
func main() {
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	one := new(tenpb.TransformResponse)
	if err := proto.Unmarshal(data, one); err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	debug.SetGCPercent(400)
	server := grpc.NewServer()
	tenpb.RegisterTenServiceServer(server, answers{one: one})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		server.Stop()
	}()
	fmt.Printf("listens on %s\n", listener.Addr())
	if err := server.Serve(listener); err != nil {
		log.Fatal(err)
	}
}
