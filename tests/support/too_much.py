"""Texts made to be too much: each grows with a number and asks for more than its length. Knows the language's tokens.

Knows nothing of the limits that refuse them.
"""

from __future__ import annotations

from collections.abc import Callable

from compiling import HEADER


def _feature(expression: str) -> str:
    return f"{HEADER}feature a = {expression}\n"


def _many(line: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: HEADER + "".join(line(k) for k in range(n))


def _loops(n: int, body: str) -> str:
    """A product of loops: n rounds of n rounds of n rounds, in few letters."""
    items = ", ".join(map(str, range(min(n, 300))))
    heads = "".join(f"for {variable} in [{items}] {{ " for variable in "abc")
    return f"{HEADER}{heads}{body} }} }} }}\n"


def _doubling(n: int) -> str:
    """Functions that each call the one before twice, with other arguments: 2 ** n calls."""
    steps = "".join(f"def f{k}(v: int64) = f{k - 1}(v) + f{k - 1}(v * {k})\n" for k in range(1, n + 1))
    return f"{HEADER}def f0(v: int64) = v\n{steps}feature a = f{n}(i)\n"


def _wide_bodies(n: int) -> str:
    """A body of n operations, called n times."""
    body = " + ".join(["v"] * min(n, 190))
    calls = "".join(f"feature c{k} = f(i + {k})\n" for k in range(n))
    return f"{HEADER}def f(v: int64) = {body}\n{calls}"


def _circle_of_all(n: int) -> str:
    lets = "".join(f"let a{k} = a{k + 1}\n" for k in range(n))
    return f"{HEADER}{lets}let a{n} = least({', '.join(f'a{k}' for k in range(n))})\nfeature z = i\n"


def _misspelt(n: int) -> str:
    fields = "".join(f"  abcde{k}: int64\n" for k in range(n))
    return f"featureset t.v1\ninput Row {{\n{fields}}}\n" + "".join(f"feature g{k} = abcdf{k}\n" for k in range(n))


#: Texts that grow with a number, each a way to ask for more than its length: name → text.
BOMBS: dict[str, Callable[[int], str]] = {
    **{f"open {o}": lambda n, o=o: _feature(o * n) for o in "([{"},  # type: ignore[misc]
    **{f"closing {c}": lambda n, c=c: _feature(c * n) for c in ")]}"},  # type: ignore[misc]
    "wrong brackets": lambda n: _feature("(" * n + "]" * n),
    "crossed brackets": lambda n: _feature("([" * n + ")" * n),
    "parentheses": lambda n: _feature("(" * n + "i" + ")" * n),
    "lists": lambda n: _feature("[" * n + "i" + "]" * n),
    "elements": lambda n: _feature("xs" + "[0" * n + "]" * n),
    "ifs": lambda n: _feature("if ok then 1 else " * n + "1"),
    "ifs in conditions": lambda n: _feature("if " * n + "ok"),
    "minus": lambda n: _feature("-" * n + "1"),
    "not": lambda n: _feature("not " * n + "ok"),
    "sum": lambda n: _feature("i + " * n + "i"),
    "powers": lambda n: _feature("pow(" * n + "x" + ", 2)" * n),
    "calls": lambda n: _feature("abs(" * n + "i" + ")" * n),
    "conjunction": lambda n: _feature("ok and " * n + "ok"),
    "null tests": lambda n: _feature(" or ".join(f"is_null(ns[{k % 2}])" for k in range(n))),
    "coalesce": lambda n: _feature("j ?? " * n + "0"),
    "chain": lambda n: _feature("i < " * n + "i"),
    "mixed chain": lambda n: _feature("i < x == " * n + "i"),
    "zones": lambda n: _feature('ts at "UTC" ' * n),
    "members": lambda n: _feature("a." * n + "b"),
    "set": lambda n: _feature(f"i in [{', '.join(map(str, range(n)))}]"),
    "list of inputs": lambda n: _feature(f"[{', '.join(['i'] * n)}]"),
    "arguments": lambda n: _feature(f"least({', '.join(['i'] * n)})"),
    "literal arguments": lambda n: _feature(f"least({', '.join(map(str, range(n)))})"),
    "named arguments": lambda n: _feature(f"clip({', '.join(f'a{k}: 1' for k in range(n))})"),
    "edges": lambda n: _feature(f"cut(x, [{', '.join(map(str, range(n)))}])"),
    "texts": lambda n: _feature(f"one_hot(s, [{', '.join(f'{chr(34)}{k}{chr(34)}' for k in range(n))}])"),
    "digits": lambda n: _feature("9" * n),
    "grouped digits": lambda n: _feature("9_" * n + "9"),
    "digits before the point": lambda n: _feature("9" * n + ".0"),
    "digits behind the point": lambda n: _feature("0." + "9" * n),
    "digits of the exponent": lambda n: _feature("1e" + "9" * n),
    "units": lambda n: _feature("1h" * n),
    "days": lambda n: _feature("9" * n + "d"),
    "long name": lambda n: f"{HEADER}let {'a' * n}c = i\nfeature x = {'a' * n}b\n",
    "long text": lambda n: _feature(f'"{"a" * n}"'),
    "quotes": lambda n: _feature('"' * n),
    "lines of quotes": lambda n: HEADER + '"\n' * n,
    "backticks": lambda n: _feature("`" * n),
    "backslashes": lambda n: _feature('"' + "\\" * n),
    "escapes": lambda n: _feature('"' + "\\q" * n + '"'),
    "long escape": lambda n: _feature('"\\u{' + "0" * n + '}"'),
    "dots": lambda n: _feature("." * n),
    "commas": lambda n: _feature("," * n),
    "newlines": lambda n: HEADER + "\n" * n,
    "returns": lambda n: HEADER + "\r" * n,
    "blanks": lambda n: HEADER + " " * n,
    "lines of blanks": lambda n: HEADER + (" " * 300 + "\n") * (n // 300),
    "lines of blanks in brackets": lambda n: HEADER + "feature a = (\n" + (" " * 300 + "\n") * (n // 300),
    "strange signs": lambda n: _feature("€" * n),
    "controls": lambda n: HEADER + "\x00" * n,
    "words": lambda n: HEADER + "a " * n,
    "lines of words": lambda n: HEADER + "a\n" * n,
    "feature feature": lambda n: HEADER + "feature " * n,
    "lines of feature": lambda n: HEADER + "feature\n" * n,
    "one name": lambda n: HEADER + "feature a = 1\n" * n,
    "equals signs": lambda n: _feature("i = " * n + "i"),
    "wrong marks": lambda n: "featureset a.v1\ninput R {\n" + "a: int64 foo\n" * n + "}\nfeature b = 1\n",
    "wrong types": lambda n: "featureset a.v1\ninput R {\n" + "a: int65\n" * n + "}\nfeature b = 1\n",
    "type in type": lambda n: f"{HEADER}feature a: {'list<' * n}int64{', 1>' * n} = i\n",
    "features that open blocks": lambda n: HEADER + "feature a {" * n + "}" * n + "\n",
    "loops in loops": lambda n: HEADER + "for a in [1] {\n" * n + "}\n" * n,
    "open loops": lambda n: HEADER + "for a in [1] {\n" * n,
    "mistakes in deep loops": lambda n: HEADER + "for a in [1] {\n" * n + "feature\n" * n,
    "product of loops": lambda n: _loops(n, "feature n{a}_{b}_{c} = i * a + b"),
    "product of empty loops": lambda n: _loops(n, "for d in [] { feature a = 1 }"),
    "loop over all": lambda n: f"{HEADER}for a in [{', '.join(map(str, range(n)))}] {{ feature f_{{a}} = i + a }}\n",
    "doubling calls": _doubling,
    "wide bodies": _wide_bodies,
    "circle of all": _circle_of_all,
    "circles": _many(lambda k: f"let a{k} = a{k + 1} + a{max(k - 1, 0)} + a{k // 2}\n"),
    "chain of lets": _many(lambda k: f"let b{k + 1} = b{k} * 2\n" if k else "let b1 = i\n"),
    "chain of functions": _many(lambda k: f"def f{k + 1}(v: int64) = f{k}(v)\n" if k else "def f1(v: int64) = v\n"),
    "features": _many(lambda k: f"feature f{k} = i + {k}\n"),
    "misspelt": _misspelt,
    "misspelt functions": _many(lambda k: f"feature f{k} = lenght{k}(s)\n"),
    "misspelt zones": _many(lambda k: f'feature f{k} = hour(ts at "Europe/Berlim{k}")\n'),
    "imports": lambda n: 'featureset a.v1\nimport "x"\n' * n,
    "tests": _many(lambda k: f'test "{k}" {{ given {{ i: {k} }} expect {{ a: 1 }} }}\n'),
    "docstring": lambda n: HEADER + 'feature a = i\n"""' + "x\n  " * n + '"""\n',
    "open docstrings": lambda n: HEADER + '"""\n' * n,
    "comments": lambda n: HEADER + "# (\n" * n,
}


def bomb(name: str, length: int) -> str:
    """The longest text of a bomb, roughly, that has no more than so many characters."""
    low, high = 1, length
    while low < high:
        middle = (low + high + 1) // 2
        if len(BOMBS[name](middle)) <= length:
            low = middle
        else:
            high = middle - 1
    return BOMBS[name](low)
