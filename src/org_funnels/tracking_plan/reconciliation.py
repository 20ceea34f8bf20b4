"""reconciliations.yml: events against the production rows that must have caused them."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    PositiveInt,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from org_funnels.tracking_plan.complaint import Complaint, complain
from org_funnels.tracking_plan.condition import ColumnCondition
from org_funnels.tracking_plan.contract import EVENT_KEYS, PRODUCTION_COLUMNS
from org_funnels.tracking_plan.duration import AnyDuration, PositiveDuration
from org_funnels.tracking_plan.moment import Day
from org_funnels.tracking_plan.names import names_in
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.tracking_plan.shape import SOME, SOME_KEYS, Identifier, Prose, Shape, TimeZone

Rate = Annotated[float, Field(gt=0, le=1)]
Share = Annotated[float, Field(ge=0, lt=1)]
Alpha = Annotated[float, Field(ge=0.00001, lt=1)]
Match = Literal["key", "key_in_time_order", "count"]


def _rate(value: object) -> object:
    """A number stays one; `auto` is kept as None."""
    if value == "auto":
        return None
    if value is None or isinstance(value, str):
        msg = f"`rate` is `{value or ''}`, and must be a number up to 1, or `auto`."
        raise ValueError(msg)
    return value


RateOrAuto = Annotated[
    Rate | None,
    BeforeValidator(_rate),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 1}, {"const": "auto"}]}
    ),
]


class Production(Shape):
    """The rows that must have an event each."""

    model: str = Field(
        description="A contract of the core (`users`), or a model of the company's own layer."
    )
    key: Identifier | None = Field(
        None,
        description="The column with the key: unique in the model, unless `match` is "
        "`key_in_time_order`. Left out where `match` is `count`.",
    )
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
    def _column_is_known(cls, column: str | None, info: ValidationInfo) -> str | None:
        if column and (problem := _column_problem(column, info.data.get("model"))):
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
        None,
        description="The raw value that is the row's key, for example user_id; `org`: the org that "
        "the event's own id, name or repository means.",
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


class Target(Shape):
    """When too many are missing."""

    rate: RateOrAuto = Field(
        description="The share that should have their event: a warning below. `auto`: 3 points "
        "under the check's own usual rate, and critical 10 points under it."
    )
    critical_below: Rate | None = Field(
        None, description="The share under which the data is wrong. Left out with `rate: auto`."
    )
    alpha: Alpha = Field(0.001, description="How likely a false alarm may be, per window.")
    early_alpha: Alpha = Field(
        0.0001, description="The same for an alarm while the window is open, at each look."
    )
    min_missing: PositiveInt = Field(3, description="Fewer missing than this never alarm.")

    @property
    def is_auto(self) -> bool:
        """Measured against its own past, not against a number of the plan."""
        return self.rate is None

    @model_validator(mode="after")
    def _critical_fits_the_rate(self) -> Self:
        if problem := self._critical_problem():
            raise ValueError(problem)
        return self

    def _critical_problem(self) -> str | None:
        if self.rate is None:
            taken = "`rate: auto` makes its own `critical_below`. Leave it out."
            return None if self.critical_below is None else taken
        if self.critical_below is None:
            return "`critical_below` is missing from `target`."
        if self.critical_below > self.rate:
            return f"`critical_below` {self.critical_below} is above `rate` {self.rate}. Lower it."
        return None


class Limits(Shape):
    """How many events may be too many: a warning above."""

    duplicates: Share = Field(0.02, description="The share of events that repeat another.")
    orphans: Share = Field(0.01, description="The share of events that no row explains.")


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
    match: Match = Field(
        "key",
        description="`key`: a row and its event have one key. `key_in_time_order`: a key acts "
        "repeatedly, and its rows and events are paired one to one in time order. `count`: there "
        "is no key, only the counts of a day are compared, and nothing is worse than a warning.",
    )
    target: Target = Field(description="When too many are missing.")
    limits: Limits = Field(
        Limits(), description="Which shares of duplicates and orphans are too large."
    )
    max_pending: PositiveDuration | None = Field(
        None,
        description="How long after a window should be complete it may still wait for data; left "
        "out: var max_pending_hours.",
    )
    effective_from: Day | None = Field(
        None,
        description="The first day that is judged; left out: that of the first row with an event.",
    )
    timezone: TimeZone = Field("UTC", description="Whose days it counts by.")
    pad: AnyDuration | None = Field(
        None, description="How far an event may lie from its row's time; left out: any distance."
    )
    dimensions: tuple[DeclaredDimension, ...] = Field(
        (),
        description="What to break the missing down by: attributes of the row, or {column: name}.",
    )

    @model_validator(mode="after")
    def _can_be_matched(self) -> Self:
        complain(self._count_problems() if self.match == "count" else self._key_problems())
        return self

    def _count_problems(self) -> Iterable[Complaint]:
        """Where only counts are compared there is nothing to find a row by."""
        given = {
            ("production", "key"): self.production.key,
            ("event", "key"): self.event.key,
            ("event", "property"): self.event.property_,
            ("pad",): self.pad,
            ("dimensions",): self.dimensions or None,
        }
        for place, value in given.items():
            if value is not None:
                yield Complaint(place, f"`match: count` has no `{place[-1]}`. Leave it out.")

    def _key_problems(self) -> Iterable[Complaint]:
        if self.production.key is None:
            yield Complaint(("production",), "`key` is missing from `production`.")
        if (self.event.key is None) == (self.event.property_ is None):
            msg = "the event's key is a `key` or a `property`: write one of the two."
            yield Complaint(("event",), msg)
        if self.match == "key_in_time_order" and self.pad is None:
            msg = (
                "`match: key_in_time_order` needs a `pad`: how far an event may lie from its row. "
                "Write one, for example `pad: 1 hour`."
            )
            yield Complaint(("match",), msg)


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
