"""Vectorised helpers: for each operation of the catalogue one function on whole columns of a chunk."""
