"""Scalar helpers: for each operation of the catalogue one function on single values."""
