"""funnels.yml: the declared funnels."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from org_funnels.tracking_plan.complaint import Complaint, complain
from org_funnels.tracking_plan.condition import EventCondition
from org_funnels.tracking_plan.contract import FACT_COLUMNS, PRODUCTION_COLUMNS, STEP_RECORDS
from org_funnels.tracking_plan.disjoint import are_disjoint
from org_funnels.tracking_plan.duration import Window
from org_funnels.tracking_plan.names import Names, names_in
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.tracking_plan.shape import (
    SOME,
    SOME_ITEMS,
    SOME_KEYS,
    Identifier,
    Prose,
    Shape,
    TimeZone,
)


class Step(Shape):
    """One step: an event, or a record that production keeps, that meets all conditions."""

    name: Identifier = Field(description="What has been done when it is reached: `created_org`.")
    description: Prose | None = Field(
        None, description="What reaches it, for a reader of the mart."
    )
    event: str | None = Field(None, description="The event: `<feature>-<action>`.")
    production: Literal["subscription_changes", "orgs", "users"] | None = Field(
        None, description="The production record, instead of an event."
    )
    where: tuple[EventCondition, ...] = Field((), description="Which of them count; all must hold.")

    @field_validator("event")
    @classmethod
    def _event_is_known(cls, event: str | None, info: ValidationInfo) -> str | None:
        if event and (problem := names_in(info).event_problem(event)):
            raise ValueError(problem)
        return event

    @field_validator("where")
    @classmethod
    def _subjects_are_known(
        cls, where: tuple[EventCondition, ...], info: ValidationInfo
    ) -> tuple[EventCondition, ...]:
        if {"event", "production"} <= info.data.keys():
            complain(
                Complaint((position,), problem)
                for position, condition in enumerate(where)
                if (problem := _subject_problem(condition, info.data, names_in(info)))
            )
        return where

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.event is None) == (self.production is None):
            msg = f"the step `{self.name}` is an `event` or a `production` record: write one."
            raise ValueError(msg)
        return self

    @property
    def subject(self) -> str:
        """What the step counts, by name."""
        return self.event or f"production's {self.production}"

    def may_meet(self, other: "Step") -> bool:
        """Whether one event or record might be both steps."""
        return self.subject == other.subject and not are_disjoint(self.where, other.where)


class Funnel(Shape):
    """A sequence of steps that an org, a user or a visitor may take."""

    title: Prose = Field(description="Its name for people.")
    owner: Prose = Field(description="Who answers for it.")
    question: Prose = Field(description="The question that it answers.")
    entity: Literal["org", "user", "visitor"] = Field(
        description="Whose steps they are; `visitor` where it begins before signup."
    )
    window: Window = Field(
        description="How long an attempt may take from its first step, inclusive; `none`: for ever."
    )
    order: Literal["ordered"] = Field("ordered", description="One after the other; more to come.")
    timezone: TimeZone = Field("UTC", description="Whose days and weeks its cohorts are.")
    segments: tuple[Identifier, ...] = Field(
        (), description="What to cut it by, as it was at entry: attributes of the org, and `tier`."
    )
    steps: Annotated[tuple[Step, ...], SOME, SOME_ITEMS] = Field(
        description="The steps, first to last."
    )

    @field_validator("segments")
    @classmethod
    def _segments_are_said_once(cls, segments: tuple[str, ...]) -> tuple[str, ...]:
        complain(
            Complaint((position,), f"the segment `{segment}` is listed twice. Keep one.")
            for position, segment in enumerate(segments)
            if segment in segments[:position]
        )
        return segments

    @field_validator("steps")
    @classmethod
    def _steps_are_apart(cls, steps: tuple[Step, ...], info: ValidationInfo) -> tuple[Step, ...]:
        complain(
            [
                *_repeated(steps),
                *_overlapping(steps),
                *_of_others(steps, info.data.get("entity")),
            ]
        )
        return steps


class Funnels(Shape):
    """The whole of funnels.yml."""

    funnels: Annotated[dict[Identifier, Funnel], SOME, SOME_KEYS] = Field(
        description="The funnels by name, which is also their models' name."
    )


def _subject_problem(
    condition: EventCondition, step: dict[str, object], names: Names
) -> str | None:
    """Why a step can't have a condition, or None."""
    match step["event"], step["production"], condition.column, condition.property_:
        case _, str(record), _, str(name):
            return f"a record of {record} has no properties, so no `{name}`. Name a `column`."
        case _, str(record), str(column), _:
            return _column_problem(column, PRODUCTION_COLUMNS[record], record)
        case str(event), None, None, str(name):
            return names.property_problem(event, name)
        case str(event), None, str(column), _:
            known = names.events.get(event, frozenset())
            if column in known:
                return f"`{column}` is a property of `{event}`. Write `property: {column}`."
            return _column_problem(column, FACT_COLUMNS, "the events")
    return None


def _column_problem(column: str, known: Sequence[str], what: str) -> str | None:
    if column in known:
        return None
    return f"{what} have no column `{column}`. {did_you_mean(column, known)}"


def _repeated(steps: Sequence[Step]) -> Iterable[Complaint]:
    names = [step.name for step in steps]
    for position, name in enumerate(names):
        if name in names[:position]:
            yield Complaint((position,), f"the step name `{name}` is used twice. Rename one.")


def _overlapping(steps: Sequence[Step]) -> Iterable[Complaint]:
    for first, (position, second) in _pairs(steps):
        if first.may_meet(second):
            yield Complaint(
                (position,),
                "not supported yet: steps must not be able to match one event. "
                f"`{second.name}` and `{first.name}` both count {second.subject}: give each a "
                "`where` on one column that rules the other out.",
            )


def _pairs(steps: Sequence[Step]) -> Iterable[tuple[Step, tuple[int, Step]]]:
    for (_, first), second in combinations(enumerate(steps), 2):
        yield first, second


def _of_others(steps: Sequence[Step], entity: str | None) -> Iterable[Complaint]:
    """A subscription belongs to an org: nobody can say which of its users changed it."""
    for position, step in enumerate(steps):
        whose = STEP_RECORDS.get(step.production or "")
        if whose and entity and entity not in whose:
            yield Complaint(
                (position,),
                f"production's {step.production} are by {' or '.join(whose)}, and this funnel is "
                f"by {entity}. Use an event here, or change the entity.",
            )
