"""Read one YAML file to plain values, and remember on which line each stands.

What the values mean is for the models. YAML's own surprises end here: an empty file, a key
twice, an operator that YAML takes for something else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from org_funnels.tracking_plan.problem import Problem

Location = tuple[str | int, ...]

TAG = "tag:yaml.org,2002:"
# A date stays text until a model asks for a time; `=` is YAML's key of defaults, here a plain one.
TEXT_TAGS = {TAG + "str", TAG + "timestamp", TAG + "value"}
QUOTE_OPERATORS = 'An operator such as ">" or "!=" needs quotes.'


@dataclass(frozen=True)
class Document:
    """A YAML file's value, the lines of its parts, and what is wrong with it as YAML."""

    file: str
    value: object = None
    lines: Mapping[Location, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, location: Iterable[str | int]) -> int:
        """The line of a value, or of the nearest thing around it that the file has."""
        here: Location = ()
        for part in location:
            if (*here, part) in self.lines:
                here = (*here, part)
        return self.lines.get(here, 1)

    def names(self, *location: str) -> tuple[str, ...]:
        """The keys of a mapping, or the texts of a list; nothing where there is neither."""
        value = self.at(*location)
        if isinstance(value, dict | list):
            return tuple(name for name in value if isinstance(name, str))
        return ()

    def at(self, *location: str) -> object:
        """The value at a path of keys, or None."""
        value = self.value
        for key in location:
            value = value.get(key) if isinstance(value, dict) else None
        return value


def read_document(path: Path, file: str) -> Document:
    """The file's document. `file` is the path to show."""
    try:
        yaml = YAML(typ="safe", pure=True)
        root = yaml.compose(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        return _unreadable(file, 1, f"byte {error.start} is not UTF-8. Save the file as UTF-8.")
    except MarkedYAMLError as error:
        return _unreadable(file, *_syntax_error(error, path))
    except YAMLError as error:
        return _unreadable(file, 1, f"this is not YAML: {str(error).splitlines()[0]}.")
    if root is None:
        return _unreadable(file, 1, "the file is empty. Fill it in, or delete it.")
    reader = _Reader(file, yaml)
    value = reader.value(root, ())
    return Document(file, value, reader.lines, tuple(reader.problems))


def _unreadable(file: str, line: int, message: str) -> Document:
    return Document(file, problems=(Problem(file, line, message),))


def _syntax_error(error: MarkedYAMLError, path: Path) -> tuple[int, str]:
    """The line of a syntax error, and the message with the line's text."""
    mark = error.problem_mark or error.context_mark
    number = mark.line + 1 if mark else 1
    lines = path.read_text(encoding="utf-8").splitlines()
    text = lines[number - 1].strip() if number <= len(lines) else ""
    where = f"at `{text}`" if text else "at the end"
    hint = f" {QUOTE_OPERATORS}" if "op:" in text else ""
    return number, f"this is not YAML: {error.problem or error.context}, {where}.{hint}"


class _Reader:
    """Turns nodes into values and notes the line of each."""

    def __init__(self, file: str, yaml: YAML) -> None:
        self.file = file
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []
        self.open: list[Node] = []
        self.yaml = yaml

    def value(self, node: Node, location: Location) -> object:
        self.lines.setdefault(location, node.start_mark.line + 1)
        if any(node is parent for parent in self.open):
            self.complain(node, "an alias refers to what it is part of. Write it out.")
            return None
        self.open.append(node)
        try:
            return self.content(node, location)
        finally:
            self.open.pop()

    def content(self, node: Node, location: Location) -> object:
        match node:
            case MappingNode():
                return self.mapping(node, location)
            case SequenceNode():
                return [self.value(item, (*location, i)) for i, item in enumerate(node.value)]
            case ScalarNode():
                return self.scalar(node)
            case _:
                msg = f"unknown YAML node {node!r}"
                raise TypeError(msg)

    def mapping(self, node: MappingNode, location: Location) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.complain(key_node, "a key is a list or a mapping. Write a name.")
                continue
            key = str(key_node.value)
            if key in values:
                first = self.lines[(*location, key)]
                self.complain(key_node, f"the key `{key}` is here and on line {first}. Keep one.")
                continue
            self.lines[(*location, key)] = key_node.start_mark.line + 1
            values[key] = self.value(value_node, (*location, key))
        return values

    def scalar(self, node: ScalarNode) -> object:
        if node.tag in TEXT_TAGS:
            return str(node.value)
        if not str(node.tag).startswith(TAG):
            self.complain(node, f"YAML reads `{node.tag}` as a tag. {QUOTE_OPERATORS}")
            return None
        try:
            return self.yaml.constructor.construct_object(node)
        except (YAMLError, ValueError) as error:
            self.complain(node, f"`{node.value}` can't be read: {error}.")
            return None

    def complain(self, node: Node, message: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, message))
