"""What a funnel looks for: an event, any event, or a record that production keeps."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool, ValidationInfo, field_validator

from org_funnels.tracking_plan.coherent import Coherent, Written
from org_funnels.tracking_plan.complaint import Complaint, complain
from org_funnels.tracking_plan.condition import WITH_TEXT, EventCondition, kind_of
from org_funnels.tracking_plan.contract import (
    CLOSED_VALUES,
    FACT_COLUMNS,
    NAME_COLUMNS,
    PRODUCTION_COLUMNS,
)
from org_funnels.tracking_plan.disjoint import are_disjoint
from org_funnels.tracking_plan.names import Names, names_in
from org_funnels.tracking_plan.nearest import did_you_mean

Record = Literal["subscription_changes", "orgs", "users"]
EVENT_NAME = "event_name"
KINDS = ("event", "production", "any_event")
# What a property's type is compared as, and is called.
COMPARED_AS = {
    "integer": ("number", "a number"),
    "number": ("number", "a number"),
    "boolean": ("truth", "true or false"),
}


def _said(value: bool) -> bool:
    if not value:
        msg = "`any_event` is true, or is not there. Take it out."
        raise ValueError(msg)
    return value


Said = Annotated[StrictBool, AfterValidator(_said)]


class Occurrence(Coherent):
    """One of the three, which meets all conditions."""

    event: str | None = Field(None, description="The event: `<feature>-<action>`.")
    production: Record | None = Field(
        None, description="The production record, instead of an event."
    )
    any_event: Said | None = Field(
        None,
        description="true: whatever the event is called, as long as it meets `where`.",
        json_schema_extra={"const": True},
    )
    where: tuple[EventCondition, ...] = Field((), description="Which of them count; all must hold.")

    @classmethod
    def disagreements(cls, written: Written, names: Names) -> Iterable[Complaint]:
        """It is one thing, and one that there can be."""
        kinds = [kind for kind in KINDS if written.get(kind) is not None]
        if len(kinds) > 1 or (not kinds and cls.knows(written)):
            what = cls.called(written)
            yield Complaint(
                (), f"{what} is an `event`, a `production` record or `any_event: true`: write one."
            )
        if "production" in kinds and not names.are_declared:
            yield Complaint(
                ("production",), "a file of events has no production records. Name an `event`."
            )

    @classmethod
    def called(cls, written: Written) -> str:
        """What a message calls it."""
        return f"`{written.get('name')}`"

    @field_validator("event")
    @classmethod
    def _event_is_known(cls, event: str | None, info: ValidationInfo) -> str | None:
        if event is None:
            return None
        if not event.strip():
            msg = "`event` is empty. Name one, or write `any_event: true`."
            raise ValueError(msg)
        if problem := names_in(info).event_problem(event):
            raise ValueError(problem)
        return event

    @field_validator("where")
    @classmethod
    def _conditions_are_known(
        cls, where: tuple[EventCondition, ...], info: ValidationInfo
    ) -> tuple[EventCondition, ...]:
        if info.data.keys() >= set(KINDS) and names_in(info).are_declared:
            complain(
                Complaint((position,), problem)
                for position, condition in enumerate(where)
                if (problem := _problem(condition, info.data, names_in(info)))
            )
        return where

    @property
    def subject(self) -> str:
        """What it counts, by name."""
        return self.event or (f"production's {self.production}" if self.production else "any event")

    @property
    def sentence(self) -> str:
        """What it counts and under which conditions, for a reader of the mart."""
        conditions = [condition.sentence for condition in self.where]
        return f"{self.subject} where {' and '.join(conditions)}" if conditions else self.subject

    def may_meet(self, other: "Occurrence") -> bool:
        """Whether one event or record might be both."""
        one_relation = self.production == other.production
        return one_relation and not are_disjoint(self._conditions, other._conditions)

    @property
    def _conditions(self) -> Sequence[EventCondition]:
        """With the one that its event's name is."""
        if not self.event:
            return self.where
        return (EventCondition(column=EVENT_NAME, op="=", value=self.event), *self.where)


def _problem(condition: EventCondition, of: dict[str, object], names: Names) -> str | None:
    """Why a condition can't be, or None."""
    match of["production"], of["event"]:
        case str(record), _:
            return _record_problem(condition, record)
        case _, str(event):
            return _event_problem(condition, event, names)
        case _:
            return _any_event_problem(condition, names)


def _record_problem(condition: EventCondition, record: str) -> str | None:
    if condition.column is None:
        name = condition.property_
        return f"a record of {record} has no properties, so no `{name}`. Name a `column`."
    problem = _column_problem(condition.column, PRODUCTION_COLUMNS[record], record)
    return problem or _closed_value_problem(condition, record)


def _event_problem(condition: EventCondition, event: str, names: Names) -> str | None:
    if condition.column is None:
        problem = names.property_problem(event, condition.property_ or "")
        return problem or _type_problem(condition, names, event)
    if condition.column in (names.events or {}).get(event, frozenset()):
        column = condition.column
        return f"`{column}` is a property of `{event}`. Write `property: {column}`."
    return _event_column_problem(condition, FACT_COLUMNS, names)


def _any_event_problem(condition: EventCondition, names: Names) -> str | None:
    if condition.column is None:
        problem = names.shared_property_problem(condition.property_ or "")
        return problem or _type_problem(condition, names)
    return _event_column_problem(condition, (*NAME_COLUMNS, *FACT_COLUMNS), names)


def _type_problem(condition: EventCondition, names: Names, event: str | None = None) -> str | None:
    """A number in quotes is compared as text, by bytes, where 10 comes before 9."""
    kinds = COMPARED_AS.get(names.property_type(condition.property_ or "", event) or "")
    if kinds is None or condition.op in WITH_TEXT:
        return None
    wanted, said = kinds
    for value in condition.values:
        if kind_of(value) != wanted:
            shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
            name = condition.property_
            return f"`{name}` is {said}, and {shown} is not. Write one without quotes."
    return None


def _column_problem(column: str, known: Sequence[str], what: str) -> str | None:
    if column in known:
        return None
    return f"{what} have no column `{column}`. {did_you_mean(column, known)}"


def _closed_value_problem(condition: EventCondition, record: str) -> str | None:
    """A value that no row can have: the condition would never hold, or always."""
    known = CLOSED_VALUES.get((record, condition.column or ""))
    for value in condition.texts if known else ():
        if known and value not in known:
            hint = did_you_mean(value, known)
            return f"no {record} have the {condition.column} `{value}`. {hint}"
    return None


def _event_column_problem(
    condition: EventCondition, known: Sequence[str], names: Names
) -> str | None:
    column = condition.column or ""
    checks = {
        "event_name": names.event_problem,
        "feature": names.feature_problem,
        "action": names.action_problem,
        "source": names.source_problem,
    }
    problems = [checks[column](value) for value in condition.texts] if column in checks else []
    return _column_problem(column, known, "the events") or next(filter(None, problems), None)
