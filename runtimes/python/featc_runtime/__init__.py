"""The runtime of Python code that featc generates. It has no compiler in it and imports none."""

__version__ = "0.1.0"

#: Generated code names the API version it was made for and refuses another (see `check`).
API_VERSION = 1
