"""Protobuf as a target: the schema of a feature set's service, and Python's message classes for it."""
