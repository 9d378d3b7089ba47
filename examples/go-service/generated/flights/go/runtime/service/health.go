package service

import (
	"context"

	"google.golang.org/grpc/codes"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"featc.dev/runtime/service/values"
)

const healthService = "grpc.health.v1.Health"

// health is the standard health service: serving until the drain begins, then not. Knows nothing of what is served.
//
// gRPC's own ends no watcher when it says NOT_SERVING for good, and would hold up the drain for as long as its clients
// watch.
type health struct {
	healthpb.UnimplementedHealthServer
	names []string // of the services; "" is the process
	drain *drain
}

// Check is NOT_FOUND for a service that is none of these.
func (h *health) Check(_ context.Context, in *healthpb.HealthCheckRequest) (*healthpb.HealthCheckResponse, error) {
	if !h.knows(in.Service) {
		return nil, status.Errorf(codes.NotFound, "no service %s here", values.Quoted(shortened(in.Service, maxPin)))
	}
	return h.status(), nil
}

// List is the status of every service.
func (h *health) List(context.Context, *healthpb.HealthListRequest) (*healthpb.HealthListResponse, error) {
	statuses := make(map[string]*healthpb.HealthCheckResponse, len(h.names))
	for _, name := range h.names {
		statuses[name] = h.status()
	}
	return &healthpb.HealthListResponse{Statuses: statuses}, nil
}

// Watch is the status now and when it changes; the end of the drain's news is the end of the stream.
func (h *health) Watch(in *healthpb.HealthCheckRequest, stream healthpb.Health_WatchServer) error {
	known, first := h.knows(in.Service), h.status()
	if !known {
		first = &healthpb.HealthCheckResponse{Status: healthpb.HealthCheckResponse_SERVICE_UNKNOWN}
	}
	if err := stream.Send(first); err != nil {
		return err
	}
	select {
	case <-stream.Context().Done():
		return stream.Context().Err()
	case <-h.drain.begun:
	}
	if first.Status != healthpb.HealthCheckResponse_SERVING {
		return nil
	}
	return stream.Send(h.status())
}

func (h *health) knows(name string) bool {
	for _, known := range h.names {
		if name == known {
			return true
		}
	}
	return false
}

func (h *health) status() *healthpb.HealthCheckResponse {
	if h.drain.hasBegun() {
		return &healthpb.HealthCheckResponse{Status: healthpb.HealthCheckResponse_NOT_SERVING}
	}
	return &healthpb.HealthCheckResponse{Status: healthpb.HealthCheckResponse_SERVING}
}
