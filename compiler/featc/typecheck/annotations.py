"""Types as written, made into types. Knows type expressions, nothing of values."""

from __future__ import annotations

from collections.abc import Callable

from featc.resolve import errors
from featc_dsl import ast
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.foreign import LISTS, list_types
from featc_dsl.types import FLOAT64, INT64, SCALARS, Storage, Type, list_of

#: The longest list, of a type or written out.
MAX_LIST = 65_535

#: Storage types: what they are computed in.
STORED: dict[str, tuple[Type, Storage]] = {"float32": (FLOAT64, "float32"), "int32": (INT64, "int32")}

_KNOWN = (*SCALARS, *STORED, "list")
#: Types that there may be one day → what to write today.
_RESERVED = {
    "decimal": "write `float64` or `int64`: decimals enter where they are exact, else under the mark `rounded`",
    "bytes": "write `string`: bytes that are UTF-8 enter under the mark `binary as utf8`",
    "struct": "",
}


def read_type(
    written: ast.TypeExpr, report: Callable[[Diagnostic], None], *, storage: bool
) -> tuple[Type, Storage | None] | None:
    """The type and how it is stored, or None after a finding. ``storage`` allows float32 and int32."""
    name = written.name.text
    if name == "list" or written.item is not None:
        return _read_list(written, report, storage)
    if name in STORED:
        if not storage:
            wide = STORED[name][0]
            title = f"{name} is a type of inputs and features only"
            report(errors.bad_type(written.span, title, f"everything is computed in {wide}: write `{wide}`"))
            return None
        type, stored = STORED[name]
        return type.with_null(written.nullable), stored
    if name in SCALARS:
        return SCALARS[name].with_null(written.nullable), None
    if name in _RESERVED:
        report(errors.not_supported(written.span, f"the type `{name}` is", _RESERVED[name]))
    else:
        report(errors.unknown_type(written.name.span, name, _KNOWN))
    return None


def _read_list(
    written: ast.TypeExpr, report: Callable[[Diagnostic], None], storage: bool
) -> tuple[Type, Storage | None] | None:
    if written.name.text != "list":
        name = written.name.text
        same = name.lower() in LISTS
        title = f"a list is called `list`, not `{name}`" if same else f"`{name}` holds no items"
        of = written.item.name.text + "?" * written.item.nullable if written.item is not None else "float64"
        report(errors.bad_type(written.span, title, f"{'' if same else 'only lists do: '}{list_types(of)}"))
        return None
    if written.item is None or written.size is None:
        report(errors.bad_type(written.span, "a list has a type of item and a size", list_types("float64")))
        return None
    if written.item.name.text == "list":
        report(errors.bad_type(written.item.span, "a list holds scalars, not lists", "use one flat list"))
        return None
    item = read_type(written.item, report, storage=storage)
    if not 1 <= written.size <= MAX_LIST:
        title = f"a list has 1 to {MAX_LIST:,} items"
        report(errors.bad_type(written.span, title, "" if written.size else "leave it out if it holds nothing"))
        return None
    if item is None:
        return None
    return list_of(item[0], written.size, written.at_most).with_null(written.nullable), item[1]
