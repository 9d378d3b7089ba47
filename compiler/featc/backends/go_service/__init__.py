"""Go's gRPC module of a feature set: stubs, conversion of rows, client, native server. Computes nothing itself."""
