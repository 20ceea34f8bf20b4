"""Write plain values as YAML in house style: block style, long text folded at the line's end."""

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from org_funnels.tracking_plan.generate.generated_file import WIDTH

PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_ .;()/'`@+=?!-]*(?<![ ])")
WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True)
class Flow:
    """A mapping or list to write on one line: `{count: 12, period: hour}`."""

    value: Mapping[str, "Value"] | Sequence["Value"]


Value = None | bool | int | str | Flow | Sequence["Value"] | Mapping[str, "Value"]


def to_yaml(value: Mapping[str, Value]) -> str:
    """The mapping as a whole file."""
    return "\n".join(_mapping(value, 0)) + "\n"


def _mapping(value: Mapping[str, Value], indent: int) -> list[str]:
    return [line for key, item in value.items() for line in _entry(_inline(key), item, indent)]


def _entry(key: str, value: Value, indent: int) -> list[str]:
    start = f"{' ' * indent}{key}:"
    match value:
        case Mapping() if value:
            return [start, *_mapping(value, indent + 2)]
        case list() | tuple() if value:
            return [start, *(line for item in value for line in _item(item, indent + 2))]
        case str() if len(start) + 1 + len(_inline(value)) > WIDTH:
            return [f"{start} >", *_folded(value, indent + 2)]
        case _:
            return [f"{start} {_inline(value)}"]


def _item(value: Value, indent: int) -> list[str]:
    if not isinstance(value, Mapping):
        return [f"{' ' * indent}- {_inline(value)}"]
    first, *rest = _mapping(value, indent + 2)
    return [f"{' ' * indent}- {first.lstrip()}", *rest]


def _folded(text: str, indent: int) -> list[str]:
    width = WIDTH - indent
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [" " * indent + line for line in lines]


def _inline(value: Value) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Flow(Mapping() as content):
            return "{" + ", ".join(f"{_inline(k)}: {_inline(v)}" for k, v in content.items()) + "}"
        case Flow(content):
            return "[" + ", ".join(_inline(item) for item in content) + "]"
        case str():
            is_plain = PLAIN.fullmatch(value) and value.lower() not in WORDS
            return value if is_plain else json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
