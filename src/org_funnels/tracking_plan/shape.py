"""What all parts of a plan share: no unknown key, no change after reading, and names that hold."""

import re
from collections.abc import Sized
from typing import Annotated, Any, TypeVar
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, WithJsonSchema

from org_funnels.tracking_plan.nearest import did_you_mean

# PostgreSQL's limit on a name, which is the narrowest of the engines'.
LONGEST_NAME = 63

SizedT = TypeVar("SizedT", bound=Sized)


class Shape(BaseModel):
    """A part of the plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _identifier(value: str) -> str:
    return _matching(value, r"[a-z][a-z0-9_]*", "lower-case letters, digits and underscores")


def _feature(value: str) -> str:
    return _matching(value, r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "lower-case words joined by hyphens")


def _action(value: str) -> str:
    return _matching(value, r"[a-z][a-z0-9]*", "one lower-case word")


def _matching(value: str, pattern: str, wanted: str) -> str:
    if not re.fullmatch(pattern, value):
        msg = f"the name `{value}` must be {wanted}, and begin with a letter."
        raise ValueError(msg)
    if len(value) > LONGEST_NAME:
        msg = f"the name `{value}` is longer than {LONGEST_NAME} characters. Shorten it."
        raise ValueError(msg)
    return value


def _prose(value: str) -> str:
    """One paragraph. dbt renders descriptions as Jinja, so Jinja in one would run."""
    text = " ".join(value.split())
    if not text:
        msg = "a text is empty. Say something, or leave the key out."
        raise ValueError(msg)
    if found := re.search(r"\{\{|\{%|\{#", text):
        msg = f"a text holds `{found[0]}`, which dbt would run as Jinja. Take it out."
        raise ValueError(msg)
    return text


def _raw_name(value: str) -> str:
    """A name that others gave: anything a warehouse takes, even `org-name`."""
    if not value.strip() or not value.isprintable():
        msg = f"the raw name {value!r} can't be printed. Write it as the warehouse does."
        raise ValueError(msg)
    return value


def _timezone(value: str) -> str:
    if value not in available_timezones():
        msg = f"no time zone is called `{value}`. {did_you_mean(value, available_timezones())}"
        raise ValueError(msg)
    return value


def _some(value: SizedT, info: ValidationInfo) -> SizedT:
    """Pydantic's own min_length would also complain of a list whose every entry is wrong."""
    if not value:
        msg = f"`{info.field_name}` is empty. Give it at least one entry."
        raise ValueError(msg)
    return value


def _text_schema(**keys: Any) -> WithJsonSchema:  # noqa: ANN401  (JSON Schema's keywords)
    return WithJsonSchema({"type": "string", **keys})


SOME = AfterValidator(_some)
SOME_ITEMS = Field(json_schema_extra={"minItems": 1})
SOME_KEYS = Field(json_schema_extra={"minProperties": 1})

Identifier = Annotated[str, AfterValidator(_identifier), _text_schema(pattern="^[a-z][a-z0-9_]*$")]
FeatureName = Annotated[
    str, AfterValidator(_feature), _text_schema(pattern="^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
]
ActionName = Annotated[str, AfterValidator(_action), _text_schema(pattern="^[a-z][a-z0-9]*$")]
Prose = Annotated[str, AfterValidator(_prose), _text_schema(minLength=1)]
RawName = Annotated[str, AfterValidator(_raw_name), _text_schema(minLength=1)]
TimeZone = Annotated[str, AfterValidator(_timezone), _text_schema(examples=["UTC"])]
