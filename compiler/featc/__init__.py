"""featc: the compiler of the feature definition language."""

__version__ = "0.1.0"
