"""Java around the library: protobuf's classes, clients and the server."""
