"""CSV read exactly: cut into whole rows, split by Arrow as text, converted by the forms of files.md#csv.

Knows no features and no command line.
"""
