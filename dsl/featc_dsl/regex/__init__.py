r"""Patterns: a part of RE2's syntax, read at compile time and written out for every engine alike.

`parse` reads a pattern, `canonical` writes it in normal form: the constant that the typed program holds, for which no
target needs a parser or a Unicode table (semantics/regex.md). Knows no operator, no source text; the tables come in.
"""

from featc_dsl.regex import errors
from featc_dsl.regex.classes import Unicode
from featc_dsl.regex.errors import Malformed
from featc_dsl.regex.parser import parse
from featc_dsl.regex.tree import Pattern
from featc_dsl.regex.written import Replacement, canonical, replacement

__all__ = ["Malformed", "Pattern", "Replacement", "Unicode", "canonical", "errors", "parse", "replacement"]
