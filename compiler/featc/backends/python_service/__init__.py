"""The service in Python: message classes of the schema, and the module that puts row functions behind gRPC."""
