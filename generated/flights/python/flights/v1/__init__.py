"""Protobuf messages of flights.v1."""
