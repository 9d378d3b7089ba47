"""What no name in generated Python can be, keywords and builtins. Knows no operator."""

from __future__ import annotations

import builtins
import keyword

RESERVED = frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) | frozenset(dir(builtins))
