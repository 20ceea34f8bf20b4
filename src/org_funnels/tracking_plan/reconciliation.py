"""reconciliations.yml: events against the production rows that must have caused them."""

from typing import Annotated, Self

from pydantic import (
    BeforeValidator,
    Field,
    PositiveInt,
    ValidationInfo,
    field_validator,
    model_validator,
)

from org_funnels.tracking_plan.complaint import Complaint, complain
from org_funnels.tracking_plan.condition import ColumnCondition
from org_funnels.tracking_plan.contract import EVENT_KEYS, PRODUCTION_COLUMNS
from org_funnels.tracking_plan.duration import AnyDuration
from org_funnels.tracking_plan.names import names_in
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.tracking_plan.shape import SOME, SOME_KEYS, Identifier, Prose, Shape, TimeZone

Rate = Annotated[float, Field(gt=0, le=1)]


class Production(Shape):
    """The rows that must have an event each."""

    model: str = Field(
        description="A contract of the core (`users`), or a model of the company's own layer."
    )
    key: Identifier = Field(description="The column with the key, unique in the model.")
    at: Identifier = Field(description="The column with the time (UTC) at which it happened.")
    where: tuple[ColumnCondition, ...] = Field(
        (), description="Which rows count; the others' keys are excluded on both sides."
    )

    @field_validator("model")
    @classmethod
    def _model_is_known(cls, model: str, info: ValidationInfo) -> str:
        known = names_in(info).models | PRODUCTION_COLUMNS.keys()
        if model not in known:
            msg = f"no contract and no model is called `{model}`. {did_you_mean(model, known)}"
            raise ValueError(msg)
        return model

    @field_validator("key", "at")
    @classmethod
    def _column_is_known(cls, column: str, info: ValidationInfo) -> str:
        if problem := _column_problem(column, info.data.get("model")):
            raise ValueError(problem)
        return column

    @field_validator("where")
    @classmethod
    def _columns_are_known(
        cls, where: tuple[ColumnCondition, ...], info: ValidationInfo
    ) -> tuple[ColumnCondition, ...]:
        complain(
            Complaint((position,), problem)
            for position, condition in enumerate(where)
            if (problem := _column_problem(condition.column, info.data.get("model")))
        )
        return where

    @property
    def relation(self) -> str:
        """The dbt model to read."""
        return f"int_production__{self.model}" if self.model in PRODUCTION_COLUMNS else self.model

    @property
    def has_internal(self) -> bool:
        """It is a contract that says which of its rows are the company's own."""
        return "is_internal" in PRODUCTION_COLUMNS.get(self.model, ())


class Caused(Shape):
    """The event that each row must have caused, and what of it is the row's key."""

    name: str = Field(description="The event: `<feature>-<action>`.")
    key: str | None = Field(
        None, description="The raw value that is the row's key, for example user_id."
    )
    property_: str | None = Field(
        None, alias="property", description="Instead of `key`: the property that is it."
    )

    @field_validator("name")
    @classmethod
    def _event_is_known(cls, name: str, info: ValidationInfo) -> str:
        if problem := names_in(info).event_problem(name):
            raise ValueError(problem)
        return name

    @field_validator("key")
    @classmethod
    def _key_is_raw(cls, key: str | None) -> str | None:
        if key is not None and key not in EVENT_KEYS:
            hint = did_you_mean(key, EVENT_KEYS)
            msg = f"no event has the raw value `{key}`. {hint} A property goes under `property`."
            raise ValueError(msg)
        return key

    @field_validator("property_")
    @classmethod
    def _property_is_known(cls, value: str | None, info: ValidationInfo) -> str | None:
        problem = value and names_in(info).property_problem(info.data.get("name", ""), value)
        if problem:
            raise ValueError(problem)
        return value

    @model_validator(mode="after")
    def _has_one_key(self) -> Self:
        if (self.key is None) == (self.property_ is None):
            msg = "the event's key is a `key` or a `property`: write one of the two."
            raise ValueError(msg)
        return self


class Target(Shape):
    """When too many are missing."""

    rate: Rate = Field(description="The share that should have their event: a warning below.")
    critical_below: Rate = Field(description="The share under which the data is wrong.")
    alpha: Annotated[float, Field(ge=0.00001, lt=1)] = Field(
        0.001, description="How likely a false alarm may be, per window."
    )
    min_missing: PositiveInt = Field(3, description="Fewer missing than this never alarm.")

    @model_validator(mode="after")
    def _critical_is_lower(self) -> Self:
        if self.critical_below > self.rate:
            msg = f"`critical_below` {self.critical_below} is above `rate` {self.rate}. Lower it."
            raise ValueError(msg)
        return self


class Dimension(Shape):
    """What to break the missing rows down by."""

    attribute: Identifier | None = Field(None, description="A key of the model's `attributes`.")
    column: Identifier | None = Field(None, description="A column of the model.")

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.attribute is None) == (self.column is None):
            msg = "a dimension is an `attribute` or a `column`: write one of the two."
            raise ValueError(msg)
        return self

    @property
    def name(self) -> str:
        """The key under which the missing rows show it."""
        return self.attribute or self.column or ""


def _dimension(value: object) -> object:
    """An attribute may stand by its bare name."""
    return {"attribute": value} if isinstance(value, str) else value


DeclaredDimension = Annotated[
    Dimension, BeforeValidator(_dimension, json_schema_input_type=Identifier | Dimension)
]


class Reconciliation(Shape):
    """One comparison, by key and day."""

    title: Prose | None = Field(None, description="Its name for people; unless given, the check's.")
    owner: Prose = Field(description="Who is told.")
    description: Prose | None = Field(
        None, description="Why the two must agree, and what loses some."
    )
    production: Production = Field(description="The rows that must have an event each.")
    event: Caused = Field(description="The event that each must have caused.")
    target: Target = Field(description="When too many are missing.")
    timezone: TimeZone = Field("UTC", description="Whose days it counts by.")
    pad: AnyDuration | None = Field(
        None, description="How far an event may lie from its row's time; left out: any distance."
    )
    dimensions: tuple[DeclaredDimension, ...] = Field(
        (),
        description="What to break the missing down by: attributes of the row, or {column: name}.",
    )


class Reconciliations(Shape):
    """The whole of reconciliations.yml."""

    reconciliations: Annotated[dict[Identifier, Reconciliation], SOME, SOME_KEYS] = Field(
        description="The checks by name, which is also their models' name."
    )


def _column_problem(column: str, model: str | None) -> str | None:
    known = PRODUCTION_COLUMNS.get(model or "")
    if known is None or column in known:
        return None
    return f"{model} have no column `{column}`. {did_you_mean(column, known)}"
