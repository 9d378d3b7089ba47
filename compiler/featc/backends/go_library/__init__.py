"""The Go target in-process: a package of plain Go, without gRPC."""
