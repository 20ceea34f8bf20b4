"""Write values as Jinja, laid out as a person would: on one line where it fits, else one a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from org_funnels.tracking_plan.generate.generated_file import WIDTH

INDENT = 4


@dataclass(frozen=True)
class Call:
    """A call of a macro or of dbt's own functions, for use as a value."""

    name: str
    positional: tuple["Value", ...] = ()
    named: tuple[tuple[str, "Value"], ...] = ()


@dataclass(frozen=True)
class Code:
    """A Jinja expression that stands as it is. Nothing of a plan may be in it."""

    text: str


Value = None | bool | int | float | str | Call | Code | Sequence["Value"] | Mapping[str, "Value"]


def ref(model: str) -> Call:
    """A model's relation."""
    return Call("ref", (model,))


def source(name: str, table: str) -> Call:
    """A source table's relation."""
    return Call("source", (name, table))


def macro(name: str, **arguments: Value) -> Call:
    """A macro of this package: from a project on top of it, only the prefix finds it."""
    return Call(f"org_funnels.{name}", named=tuple(arguments.items()))


def union(name: str, items: Sequence[Value]) -> Call:
    """A macro of this package whose one argument is a list."""
    return Call(f"org_funnels.{name}", (items,))


def expression(call: Call, indent: int = 0) -> str:
    """`{{ call }}`, for a line that is indented so far."""
    braces = 3
    return f"{' ' * indent}{{{{ {_laid_out(call, indent, indent + braces, braces)} }}}}"


def _laid_out(value: Value, indent: int, before: int, after: int) -> str:
    """The value on one line if it fits between what is before and after it, else over several."""
    line = inline(value)
    parts = _parts(value)
    if before + len(line) + after <= WIDTH or not parts:
        return line
    opening, items, closing = parts
    inner = indent + INDENT
    lines = [
        f"{' ' * inner}{label}{_laid_out(item, inner, inner + len(label), 1)},"
        for label, item in items
    ]
    return "\n".join([opening, *lines, f"{' ' * indent}{closing}"])


def inline(value: Value) -> str:
    """The value on one line."""
    if parts := _parts(value):
        opening, items, closing = parts
        return opening + ", ".join(label + inline(item) for label, item in items) + closing
    return _scalar(value)


def _parts(value: Value) -> tuple[str, list[tuple[str, Value]], str] | None:
    """What opens a composite value, its labelled items, and what closes it."""
    match value:
        case Call(name, positional, named):
            items = [("", item) for item in positional] + [(f"{key}=", item) for key, item in named]
            return f"{name}(", items, ")"
        case Mapping():
            return "{", [(f"{_scalar(key)}: ", item) for key, item in value.items()], "}"
        case list() | tuple():
            return "[", [("", item) for item in value], "]"
        case _:
            return None


def _scalar(value: Value) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case Code(text):
            return text
        case _:
            return repr(value)


def _text(value: str) -> str:
    """Jinja reads escapes as Python does; what ASCII can't say is said in escapes."""
    text = value.encode("unicode_escape").decode("ascii")
    if "'" in text and '"' not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "\\'") + "'"
