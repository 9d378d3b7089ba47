"""Every error of the parser outside literals: one function each, so that wording is reviewed in one place.

Knows no grammar and no tokens. Titles have no full stop; ``why`` gives the reason, ``hint`` the fix.
"""

from __future__ import annotations

import unicodedata

from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span


def _character(text: str) -> str:
    code, name = f"U+{ord(text):04X}", unicodedata.name(text, "")
    if not text.isprintable() or unicodedata.combining(text):
        return f"{code} ({name})" if name else code
    return f"`{text}` ({code}{', ' + name if name else ''})"


# --- characters ----------------------------------------------------------------------------------------------


def unknown_character(span: Span, text: str) -> Diagnostic:
    """A character that begins nothing."""
    hints = {
        "“": 'text goes in straight quotes: "…"',
        "”": 'text goes in straight quotes: "…"',
        "’": "text goes in straight double quotes, and an apostrophe belongs inside them",
        "‘": 'text goes in straight quotes: "…"',
        "−": "the minus sign is the plain hyphen `-`",
        "–": "the minus sign is the plain hyphen `-`",
        "×": "multiply with `*`",
        "÷": "divide with `/`",
        "≤": "write `<=`",
        "≥": "write `>=`",
        "≠": "write `!=`",
        "…": "a range is written with two dots: `0..10`",
        "\u00a0": "replace the no-break space by a plain one",
        "\\": "a line needs no `\\` to go on inside parentheses",
    }
    return Diagnostic(
        "FDL001",
        f"{_character(text)} has no meaning here",
        span,
        label="unknown character",
        hint=hints.get(text, "remove it, or put it into a string or a comment"),
    )


def unterminated_string(span: Span) -> Diagnostic:
    """A string without its closing quote on the same line."""
    return Diagnostic(
        "FDL002",
        "this text is never closed",
        span,
        label='the closing `"` is missing',
        why="a string ends on the line where it begins",
        hint='add the closing `"`; a line break inside a string is written `\\n`',
    )


# --- brackets, names, symbols --------------------------------------------------------------------------------


def unclosed(span: Span, bracket: str, closer: str, found: Span | None = None) -> Diagnostic:
    """An opening bracket without its partner."""
    related = ((found, f"`{closer}` was expected before this"),) if found is not None else ()
    return Diagnostic(
        "FDL009",
        f"missing `{closer}`",
        span,
        label=f"this `{bracket}` is never closed",
        hint=f"add the `{closer}` where it belongs",
        related=related,
    )


def unopened(span: Span, bracket: str, inner: str) -> Diagnostic:
    """A closing bracket without its partner; ``inner`` is the bracket that is open there, if any."""
    return Diagnostic(
        "FDL010",
        f"this `{bracket}` closes nothing",
        span,
        label=f"the open bracket is `{inner}`" if inner else "no bracket is open here",
        hint="remove it, or add the bracket that it should close",
    )


def reserved_word(span: Span, word: str) -> Diagnostic:
    """A keyword where a name stands."""
    return Diagnostic(
        "FDL011",
        f"`{word}` is a reserved word",
        span,
        label="used as a name",
        why="reserved words have their own meaning everywhere",
        hint=f"put it in backticks, `` `{word}` ``, or take another name",
    )


def bad_name(span: Span, text: str) -> Diagnostic:
    """A name of other characters than names have, or without its second backtick."""
    hint = 'rename it; a column\'s name in the data, whatever it is, goes after `from`: `name: string from "Größe"`'
    if text.startswith("`") and not text.endswith("`"):
        hint = "close the backticks on the same line"
    return Diagnostic(
        "FDL029",
        f"`{text.strip('`')}` is no name",
        span,
        label="not a name",
        why="a name has the letters a to z, digits and `_`, and does not begin with a digit, in backticks too",
        hint=hint,
    )


def foreign_symbol(span: Span, text: str, hint: str = "") -> Diagnostic:
    """A symbol that other languages have. ``hint`` is the fix where more is known of it."""
    hints = {
        "&&": "write `and`",
        "||": "write `or`; texts are joined with `+`",
        "!": "write `not`",
        "===": "write `==`, or `is_same(a, b)` where two nulls are equal",
        "!==": "write `!=`, or `not is_same(a, b)` where two nulls are equal",
        "<>": "write `!=`",
        "**": "write `pow(x, y)`",
        "^": "write `pow(x, y)`; of the bits of integers `bit_xor(x, y)`",
        "=<": "write `<=`",
        ":=": "write `=`",
        "&": "write `and`; of the bits of integers `bit_and(x, y)`",
        "|": "write `or`; of the bits of integers `bit_or(x, y)`",
        "~": "write `not`; of the bits of an integer `bit_not(x)`",
        ";": "a newline ends a declaration",
        "->": "the type of a result is inferred: leave it out",
        "=>": "to compare write `>=`; cases are `if x == 1 then 10 else 20`, or `map(x, {1: 10, 2: 20}, default: 0)`",
        "?": "write `if condition then a else b`",
    }
    shown = text if text[0] != "'" else "'"
    return Diagnostic(
        "FDL015",
        f"`{shown}` is written otherwise in fdl",
        span,
        label="from another language",
        hint=hint or hints.get(text, f'write it in double quotes: "{text[1:-1]}"'),
    )


def equals_sign(span: Span) -> Diagnostic:
    """``=`` where two values are compared."""
    return Diagnostic(
        "FDL014",
        "`=` does not compare",
        span,
        label="a comparison is meant",
        why="`=` gives a name to a value, at the start of a declaration only",
        hint="write `==`",
    )


def equals_for_colon(span: Span, name: str, *, argument: bool) -> Diagnostic:
    """``=`` where a colon belongs."""
    other = f"; for a comparison write `{name} == …`" if argument else ""
    return Diagnostic(
        "FDL014",
        "`=` is written where a colon is meant",
        span,
        label="expected `:`",
        hint=f"write `{name}: …`{other}",
    )


def null_comparison(span: Span, symbol: str, other: str) -> Diagnostic:
    """A comparison with the literal null; ``other`` is the other operand as written."""
    tests = {"==": f"is_null({other})", "!=": f"not is_null({other})"}
    return Diagnostic(
        "FDL016",
        "a comparison with null is always null",
        span,
        label=f"`{symbol}` never finds it",
        why="a null operand makes any comparison null, which is neither true nor false",
        hint=f"write `{tests[symbol]}`" if symbol in tests else f"test with `is_null({other})` first",
    )


def too_deep(span: Span, limit: int) -> Diagnostic:
    """More levels than the compiler takes."""
    return Diagnostic(
        "FDL017",
        f"this is nested more than {limit} levels deep",
        span,
        label="too deep",
        why="an operand of an operand counts as a level, and so does each operator of a long sum",
        hint="give parts of it a name with `let`",
    )


def forbidden_character(span: Span, text: str) -> Diagnostic:
    """A control character, a surrogate, or one that changes the direction of text."""
    code = ord(text)
    if 0xD800 <= code <= 0xDFFF:
        what, why = f"a surrogate (U+{code:04X})", "half of a pair is no character"
    elif code in (0x2028, 0x2029):
        what, why = _character(text), "editors disagree on whether it ends a line"
    elif code >= 0x600:
        what, why = _character(text), "it changes the order in which a line is shown, so that code is not what it seems"
    else:
        what, why = f"the control character U+{code:04X}", "it is not shown, so that code is not what it seems"
    return Diagnostic(
        "FDL018",
        f"{what} is not allowed in a source",
        span,
        label="not allowed, in strings and comments neither",
        why=why,
        hint=f"remove it; in a string write `\\u{{{code:X}}}`" if not 0xD800 <= code <= 0xDFFF else "remove it",
    )


def not_utf8(span: Span, byte: int) -> Diagnostic:
    """A byte that UTF-8 does not have there."""
    return Diagnostic(
        "FDL018",
        "this file is not UTF-8",
        span,
        label=f"the byte 0x{byte:02X} is no part of a character here",
        why="a source is text in UTF-8",
        hint="save the file in UTF-8",
    )


def percent(span: Span) -> Diagnostic:
    """``5%`` in an expression."""
    return Diagnostic(
        "FDL019",
        "a percentage is allowed only after `nulls <=`",
        span,
        label="`%` is the rest of a division here",
        why="in an expression `a % b` is the rest when a is divided by b",
        hint="write the share as a number: `0.05` for 5 percent",
    )


# --- structure -----------------------------------------------------------------------------------------------


def unexpected(span: Span, expected: str, found: str, hint: str = "") -> Diagnostic:
    """Something else was due."""
    return Diagnostic("FDL012", f"expected {expected}, found {found}", span, label=f"expected {expected}", hint=hint)


def misplaced(span: Span, word: str, block: str) -> Diagnostic:
    """A declaration inside the block of another one."""
    hints = {
        "for": "a `for` makes lets and features, below the block: write the fields out",
        "let": "name a value below the block",
        "feature": "declare it below the block",
    }
    if block == "test":
        hints = {"for": "a `for` makes lets and features only: write a test for each case"}
    return Diagnostic(
        "FDL012",
        f"expected {'a part of the test' if block == 'test' else 'a field'}, found `{word}`",
        span,
        label=f"not inside the block of `{block}`",
        why="a test has `given` and `expect`" if block == "test" else f"the block of `{block}` holds fields only",
        hint=hints.get(word, "move it below the block"),
    )


def newline_in_declaration(span: Span, expected: str, *, block: bool) -> Diagnostic:
    """The line ends where a declaration cannot; ``block`` where its block is still to come."""
    in_parentheses = "write it on one line, or put the expression in parentheses"
    return Diagnostic(
        "FDL020",
        "the line ends in the middle of a declaration",
        span,
        label=f"expected {expected}",
        why="a newline ends a declaration, except inside () and []",
        hint="put the `{` on this line" if block else in_parentheses,
    )


def operator_at_line_start(span: Span, text: str) -> Diagnostic:
    """A line that begins with an operator."""
    return Diagnostic(
        "FDL020",
        f"a line cannot begin with `{text}`",
        span,
        label="the declaration ended with the line before",
        why="a newline ends a declaration, except inside () and []",
        hint="put the whole expression in parentheses",
    )


def window_order(span: Span, word: str) -> Diagnostic:
    """Clauses of an aggregate that are repeated or in another order."""
    return Diagnostic(
        "FDL013",
        f"`{word}` is not at its place",
        span,
        label="out of order, or a second time",
        why="the clauses of an aggregate come in one order, so that all programs read alike",
        hint="the order is `by …`, `over …`, `delay …`, `where (…)`, each at most once",
    )


def window_without_call(span: Span, word: str) -> Diagnostic:
    """A clause behind something that is no call."""
    return Diagnostic(
        "FDL013",
        f"`{word}` belongs directly to the call of an aggregate",
        span,
        label="no call comes before it",
        hint="write the clauses after the call: `mean(Payment.amount) by card_id over 7d`",
    )


def window_where(span: Span) -> Diagnostic:
    """``where`` without parentheses."""
    return Diagnostic(
        "FDL013",
        "the condition of `where` goes in parentheses",
        span,
        label="expected `(`",
        hint="write `where (Payment.night)`",
    )


def window_operand(span: Span, word: str) -> Diagnostic:
    """Something else than a length after over or delay, or a name after by."""
    wanted = {
        "by": "a name, or names in parentheses: `by (a, b)`",
        "over": "a length such as `7d`, a name, or `all`",
        "delay": "a length such as `5m`, or a name",
    }
    return Diagnostic(
        "FDL013",
        f"this cannot follow `{word}`",
        span,
        label="not the operand of this clause",
        why="the clauses bind tighter than any operator",
        hint=f"write {wanted[word]}; anything else in parentheses",
    )


def over_missing(span: Span) -> Diagnostic:
    """An aggregate that does not say how far back it looks."""
    return Diagnostic(
        "FDL023",
        "an aggregate needs `over`",
        span,
        label="how far back?",
        why="the length of a window is never guessed",
        hint="add `over 7d`, or `over all` for the whole history; it comes after `by` and before `delay` and `where`",
    )


def docstring_place(span: Span) -> Diagnostic:
    """A docstring that follows nothing it could describe."""
    return Diagnostic(
        "FDL021",
        "this docstring belongs to nothing",
        span,
        label="no declaration or field before it",
        why="a docstring follows what it describes: featureset, input, stream, lookup, let, def, feature or a field",
        hint="move it after the declaration, or make it a comment with `#`",
    )


def unterminated_docstring(span: Span) -> Diagnostic:
    """Three quotes without their partners."""
    return Diagnostic(
        "FDL021",
        "this docstring is never closed",
        span,
        label='the closing `"""` is missing',
        hint='add `"""` at its end',
    )


def in_chain(span: Span, word: str) -> Diagnostic:
    """``a in b < c``."""
    return Diagnostic(
        "FDL022",
        f"`{word}` does not chain with the comparison before",
        span,
        label="a second test of the same value",
        why="only == != < <= > >= make chains; `in` takes one value and one set",
        hint="join two tests with `and`, or put the inner one in parentheses",
    )


def not_a_declaration(span: Span, found: str, near: tuple[str, ...], hint: str = "") -> Diagnostic:
    """A line that begins with no keyword of a declaration."""
    if hint:
        pass
    elif near:
        hint = "did you mean " + " or ".join(f"`{n}`" for n in near) + "?"
    else:
        hint = "for an output write `feature name = …`, for a value on the way `let name = …`"
    return Diagnostic(
        "FDL024",
        f"a declaration does not begin with {found}",
        span,
        label="expected a declaration",
        why="declarations begin with featureset, option, import, input, stream, lookup, let, def, feature, for or test",
        hint=hint,
    )


def header_form(span: Span) -> Diagnostic:
    """A featureset line that is not a name, a point and ``v1``."""
    return Diagnostic(
        "FDL025",
        "a `featureset` line has a name and a version",
        span,
        label="expected the form `name.v1`",
        why="the version is a part of the schema's name: `flights.v1`",
        hint="write `v` and a whole number from 1 up: `featureset flights.v1`",
    )


def header_place(span: Span, first: Span | None) -> Diagnostic:
    """A featureset line that is not the first declaration, or a second one."""
    return Diagnostic(
        "FDL025",
        "there are two `featureset` lines" if first else "`featureset` is not the first declaration",
        span,
        label="the second one" if first else "too late",
        why="a file makes one feature set, and says so at its top",
        hint="remove one of them" if first else "move it to the top of the file",
        related=((first, "the first one"),) if first else (),
    )


def test_part(span: Span, word: str, first: Span | None) -> Diagnostic:
    """A test without, or with two, of ``given`` and ``expect``."""
    return Diagnostic(
        "FDL026",
        f"a test has one `{word}`" + (", not two" if first else ""),
        span,
        label="the second one" if first else f"`{word}` is missing",
        hint="write a test for each case" if first else f"add `{word} {{ name: value }}`",
        related=((first, "the first one"),) if first else (),
    )


def events_after(span: Span) -> Diagnostic:
    """``events`` or ``given`` behind what it should precede."""
    return Diagnostic(
        "FDL026",
        "the parts of a test are out of order",
        span,
        label="comes too late",
        hint="the order is `events`, `given`, `expect`",
    )


def repeated(span: Span, word: str, first: Span) -> Diagnostic:
    """A clause of a declaration, or a mark of a field, for the second time."""
    return Diagnostic(
        "FDL027",
        f"`{word}` is written twice",
        span,
        label="the second one",
        hint="remove one of them",
        related=((first, "the first one"),),
    )


def contract_form(span: Span) -> Diagnostic:
    """``in x`` on a field."""
    return Diagnostic(
        "FDL027",
        "this is no contract",
        span,
        label="neither a range nor a list",
        hint='write `in 0..6000` (both ends included) or `in ["a", "b"]`',
    )


def if_parts(span: Span, word: str, *, newline: bool, again: bool = False) -> Diagnostic:
    """``if`` without ``then`` or ``else``; ``again`` where another language's second test, such as ``elif``, stands."""
    line = "; to write it over several lines, put it in parentheses" if newline else ""
    return Diagnostic(
        "FDL028",
        f"this `if` has no `{word}`",
        span,
        label=f"expected `{word}`",
        why="every expression has a value for every row, so `if` has both branches",
        hint="write `else if`" if again else f"write `if condition then a else b`{line}",
    )


def if_operand(span: Span) -> Diagnostic:
    """``1 + if …``."""
    return Diagnostic(
        "FDL028",
        "an `if` inside an expression goes in parentheses",
        span,
        label="binds looser than the operator before it",
        hint="write `(if condition then a else b)`",
    )
