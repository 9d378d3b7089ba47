package service

import (
	"fmt"

	_ "google.golang.org/grpc/encoding/gzip" // clients may compress, as they may for the Python service
	protocodec "google.golang.org/grpc/encoding/proto"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// incoming is a message to be filled. gRPC would answer bytes that are none with INTERNAL: the codec keeps the error
// here instead, and whoever asked for the message says what it means.
type incoming struct {
	message proto.Message
	bytes   int
	err     error
}

// codec is gRPC's own for protobuf, but for incoming.
type codec struct {
	encoding.CodecV2
}

func newCodec() encoding.CodecV2 {
	return codec{encoding.GetCodecV2(protocodec.Name)}
}

func (c codec) Unmarshal(data mem.BufferSlice, v any) error {
	to, ok := v.(*incoming)
	if !ok {
		return c.CodecV2.Unmarshal(data, v)
	}
	to.bytes = data.Len()
	to.err = c.CodecV2.Unmarshal(data, to.message)
	return nil
}

// receive fills a message by a function that takes any message of the codec.
func receive(from func(any) error, m any) error {
	message, ok := m.(proto.Message)
	if !ok {
		return fmt.Errorf("%T is no message of protobuf", m)
	}
	to := incoming{message: message}
	if err := from(&to); err != nil {
		return err
	}
	if to.err != nil {
		name := message.ProtoReflect().Descriptor().FullName()
		return status.Errorf(codes.InvalidArgument, "these %d bytes are no %s", to.bytes, name)
	}
	return nil
}
