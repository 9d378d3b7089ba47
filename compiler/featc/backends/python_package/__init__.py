"""The Python package around the batch and the row module: what is imported, and what is installed."""
