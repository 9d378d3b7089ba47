"""`featc explain`: what a diagnostic code, an operator, a type or a word of the language means."""

from __future__ import annotations

from featc.cli.exits import GOOD, USAGE, Stop
from featc.cli.output import say
from featc.report.styled import Styled
from featc_dsl import codes, foreign
from featc_dsl.catalogue import ROWS, Op
from featc_dsl.catalogue.page import rules, title
from featc_dsl.catalogue.signatures import signatures
from featc_dsl.glossary import KEYWORDS, TYPES, Word
from featc_dsl.near import near


def run(word: str | None) -> int:
    """Print what a word means, or the list of all codes."""
    rows = {c.code: c for c in codes.all()}
    if word is None:
        for row in rows.values():
            say(f"{row.code}  {row.title}")
        return GOOD
    operators = _operators(word) or _operators(word.lower())
    known = [words[word.lower()] for words in (TYPES, KEYWORDS) if word.lower() in words]
    if word.upper() in rows:
        _code(rows[word.upper()])
    elif operators or known:
        for entry in known:
            _word(word.lower(), entry)
        for op in operators:
            _operator(op)
    else:
        raise Stop(USAGE, f"there is no code, operator, type or keyword `{word}`", _near(word, list(rows)))
    return GOOD


def _near(word: str, listed: list[str]) -> str:
    """What may be meant by a word that the language does not have."""
    names = {row.name for row in ROWS} | KEYWORDS.keys() | TYPES.keys()
    close = near(word.upper(), listed, 1) or near(word.lower(), names)
    type = f"the type is called `{foreign.type_(word)}`" if foreign.type_(word) else ""
    if type or foreign.function(word):
        return "; ".join(filter(None, (type, foreign.function(word))))
    if close:
        return f"did you mean {' or '.join(f'`{c}`' for c in close)}?"
    return "`featc explain` lists the codes; LANGUAGE.md lists every operator"


def _operators(word: str) -> list[Op]:
    """The rows of an operator, by its name or as it is written."""
    return [row for row in ROWS if word in (row.name, row.symbol) or (word == "[]" and row.symbol in ("x[i]", "[…]"))]


def _heading(text: str) -> None:
    say(Styled(text, bold=True), "\n")


def _indented(text: str) -> None:
    say("\n".join(f"    {line}".rstrip() for line in text.strip("\n").split("\n")) + "\n")


def _code(row: codes.Code) -> None:
    _heading(f"{row.code}: {row.title}")
    say(row.explanation.strip() + "\n")
    for text, program in (("This fails:", row.failing), ("This works:", row.mended)):
        say(text + "\n")
        _indented(program)


def _word(word: str, entry: Word) -> None:
    _heading(f"`{word}`, {'a type' if word in TYPES else 'a word of the language'}")
    say(entry.meaning + "\n")
    _indented(entry.example)


def _operator(op: Op) -> None:
    _heading(f"{title(op)} ({op.family})")
    say(op.doc + "\n")
    _indented("\n".join(signatures(op)))
    say("\n".join(rules(op)) + "\n")
    width = max(len(e.expr) for e in op.examples)
    _indented("\n".join(f"{e.expr:<{width}}  # {e.value}" for e in op.examples))
