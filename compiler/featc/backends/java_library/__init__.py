"""The Java target in-process: classes of plain Java, without gRPC."""
