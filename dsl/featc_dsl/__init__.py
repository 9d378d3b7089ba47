"""The feature definition language: grammar, syntax tree, types, operator catalogue, diagnostics."""
