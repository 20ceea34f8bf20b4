"""Say in one sentence each what pydantic found, with the value and what to write instead."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from org_funnels.tracking_plan.document import Document, Location
from org_funnels.tracking_plan.nearest import did_you_mean, nearest
from org_funnels.tracking_plan.problem import Problem

COMPLAINTS = "complaints"
SHOWN = 60
WANTED = {
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "float_parsing": "a number",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "model_type": "a mapping",
    "string_type": "text",
    "tuple_type": "a list",
}


@dataclass(frozen=True)
class Complaint:
    """A mistake inside the value that a validator sees: where in it, and the message."""

    at: Location
    message: str


def complain(complaints: Iterable[Complaint]) -> None:
    """Refuse a value for several reasons at once; nothing happens where there are none."""
    found = tuple(complaints)
    if found:
        raise PydanticCustomError(COMPLAINTS, "several", {COMPLAINTS: found})


def also(error: ValidationError, complaints: Iterable[Complaint]) -> ValidationError:
    """The same error with more complaints of the value that it is about."""
    found = tuple(complaints)
    several = PydanticCustomError(COMPLAINTS, "several", {COMPLAINTS: found})
    more = [InitErrorDetails(type=several, input=None)] if found else []
    return ValidationError.from_exception_data(
        error.title, [*map(_again, error.errors(include_url=False)), *more]
    )


def _again(details: ErrorDetails) -> InitErrorDetails:
    """A mistake that was found, as pydantic takes it back."""
    context = details.get("ctx", {})
    known = details["type"]
    kind = PydanticCustomError(COMPLAINTS, "several", context) if known == COMPLAINTS else known
    return InitErrorDetails(type=kind, loc=details["loc"], input=details["input"], ctx=context)


def problems_of(
    error: ValidationError, document: Document, schema: Mapping[str, Any]
) -> list[Problem]:
    """The mistakes of one file. `schema` is its JSON Schema, which knows the keys of each place."""
    found = error.errors(include_url=False)
    misspelt = {_meant(details["loc"], schema) for details in found if _is_unknown_key(details)}
    return [
        Problem(document.file, document.line((*details["loc"], *complaint.at)), complaint.message)
        for details in found
        if not (details["type"] == "missing" and details["loc"] in misspelt)
        for complaint in _complaints(details, schema)
    ]


def _is_unknown_key(details: ErrorDetails) -> bool:
    return details["type"] == "extra_forbidden"


def _meant(location: Location, schema: Mapping[str, Any]) -> Location:
    """The key that a misspelt one stands for: that it is missing need not be said too."""
    return (*location[:-1], nearest(str(location[-1]), _keys(schema, schema, location[:-1])) or "")


def _complaints(details: ErrorDetails, schema: Mapping[str, Any]) -> Iterable[Complaint]:
    context = details.get("ctx", {})
    if details["type"] == COMPLAINTS:
        return tuple(context[COMPLAINTS])
    return (Complaint((), _message(details, context, schema)),)


def _message(details: ErrorDetails, context: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    key = _key(details["loc"])
    match details["type"]:
        case "extra_forbidden":
            known = _keys(schema, schema, details["loc"][:-1])
            return f"unknown key `{key}`. {did_you_mean(key, known)}"
        case "missing":
            return f"`{key}` is missing{_inside(details['loc'])}."
        case "value_error":
            return str(context["error"])
        case "literal_error":
            choices = re.findall(r"'([^']*)'", context["expected"])
            hint = did_you_mean(str(details["input"]), choices)
            return f"`{key}` is {_shown(details['input'])}, which it can't be. {hint}"
        case kind:
            wanted = WANTED.get(kind) or details["msg"].removeprefix("Input should be ")
            return f"`{key}` is {_shown(details['input'])}, and must be {wanted}."


def _key(location: Iterable[str | int]) -> str:
    """The name of what is wrong; an entry of a list goes by the list's name."""
    names = [part for part in location if isinstance(part, str) and part != "[key]"]
    return names[-1] if names else "file"


def _inside(location: Location) -> str:
    parents = [part for part in location[:-1] if isinstance(part, str)]
    return f" from `{parents[-1]}`" if parents else ""


def _shown(value: object) -> str:
    match value:
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case None:
            return "empty"
        case bool():
            return f"`{str(value).lower()}`"
        case _:
            text = str(value)
            return f"`{text if len(text) <= SHOWN else text[:SHOWN] + '…'}`"


def _keys(root: Mapping[str, Any], schema: Mapping[str, Any], location: Location) -> set[str]:
    """The keys that a JSON Schema allows at a location, over all of its alternatives."""
    keys: set[str] = set()
    for choice in _choices(root, schema):
        if not location:
            keys |= set(choice.get("properties", {}))
        elif isinstance(location[0], int) and "items" in choice:
            keys |= _keys(root, choice["items"], location[1:])
        elif location[0] in choice.get("properties", {}):
            keys |= _keys(root, choice["properties"][location[0]], location[1:])
        else:
            for values in _values(choice):
                keys |= _keys(root, values, location[1:])
    return keys


def _values(schema: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """What the values of a mapping with free keys are."""
    if isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]
    yield from schema.get("patternProperties", {}).values()


def _choices(root: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    if "$ref" in schema:
        yield from _choices(root, root["$defs"][schema["$ref"].rpartition("/")[2]])
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _choices(root, choice)
    yield schema
