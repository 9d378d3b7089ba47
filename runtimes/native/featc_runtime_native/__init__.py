"""Where the compiled kernel of this distribution lies. Knows nothing of what is in it: featc_runtime does."""

from pathlib import Path
from typing import Final

__version__ = "0.1.0"

#: The shared library.
LIBRARY: Final = Path(__file__).with_name("libfeatc_native.so")

__all__ = ["LIBRARY"]
