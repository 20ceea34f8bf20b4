"""tracking_plan.yml: the company, who sends events, and what holds for all of them."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, field_validator

from org_funnels.tracking_plan.complaint import Complaint, complain
from org_funnels.tracking_plan.duration import PositiveDuration
from org_funnels.tracking_plan.names import DEFAULT_PREFIX
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.tracking_plan.shape import (
    SOME,
    SOME_ITEMS,
    SOME_KEYS,
    ActionName,
    Identifier,
    Prose,
    RawName,
    Shape,
)

# What each event may carry beside its own properties; the core has a column for each.
GLOBAL_KINDS = {"org": "org", "user": "user", "repo": "repo", "view": "text"}
# The hand-written production tables are the dbt source <company>_production.
TAKEN_SOURCES = {"production"}


class Freshness(Shape):
    """When a source's raw tables are late."""

    warn_after: PositiveDuration = Field(description="Late, for example `12 hours`.")
    error_after: PositiveDuration = Field(description="Too late, for example `2 days`.")


class Source(Shape):
    """One sender of events, with a raw schema of its own."""

    description: Prose = Field(description="Who sends, and what may get lost on the way.")
    schema_: RawName = Field(alias="schema", description="The schema of its raw tables.")
    loaded_at: RawName = Field("uuid_ts", description="The column that says when a row was loaded.")
    freshness: Freshness | None = Field(None, description="Left out: freshness is not checked.")
    identifies: RawName | None = Field(None, description="The raw table of identify calls.")
    groups: RawName | None = Field(None, description="The raw table of group calls.")
    aliases: RawName | None = Field(None, description="The raw table of alias calls.")


class GlobalProperty(Shape):
    """A property that every event may carry, with one meaning."""

    kind: Literal["org", "user", "repo", "text"] = Field(description="What the core does with it.")
    description: Prose = Field(description="What it says.")
    column: RawName | None = Field(
        None, description="Its raw column where a branch names none. Unless given, its own name."
    )


class Treatments(Shape):
    """How A/B tests arrive: one raw column for each."""

    prefix: RawName = Field(description="What those columns' names begin with.")


class Settings(Shape):
    """The whole of tracking_plan.yml."""

    company: Identifier = Field(description="The name in every model of the company's own layer.")
    sources: Annotated[dict[Identifier, Source], SOME, SOME_KEYS] = Field(
        description="Who sends events."
    )
    actions: Annotated[tuple[ActionName, ...], SOME, SOME_ITEMS] = Field(
        description="The closed list of what can happen: the last word of every event's name."
    )
    properties: dict[str, GlobalProperty] = Field(
        default_factory=dict, description="What every event may carry: org, user, repo and view."
    )
    treatments: Treatments = Field(
        Treatments(prefix=DEFAULT_PREFIX), description="How A/B tests arrive."
    )

    @field_validator("sources")
    @classmethod
    def _sources_are_free(cls, sources: dict[str, Source]) -> dict[str, Source]:
        complain(
            Complaint((name,), f"the source `{name}` is taken by production's tables. Rename it.")
            for name in sources
            if name in TAKEN_SOURCES
        )
        return sources

    @field_validator("actions")
    @classmethod
    def _actions_are_said_once(cls, actions: tuple[str, ...]) -> tuple[str, ...]:
        counts = Counter(actions)
        complain(
            Complaint(
                (position,), f"the action `{action}` is listed {counts[action]} times. Keep one."
            )
            for position, action in enumerate(actions)
            if counts[action] > 1 and actions.index(action) != position
        )
        return actions

    @field_validator("properties")
    @classmethod
    def _properties_are_global(
        cls, properties: dict[str, GlobalProperty]
    ) -> dict[str, GlobalProperty]:
        complain(
            Complaint((name,), problem)
            for name, declared in properties.items()
            if (problem := _global_problem(name, declared))
        )
        return properties

    def column_of(self, name: str) -> str | None:
        """The raw column of a global property; None where the plan has none of that name."""
        declared = self.properties.get(name)
        return (declared.column or name) if declared else None


def _global_problem(name: str, declared: GlobalProperty) -> str | None:
    if name not in GLOBAL_KINDS:
        hint = did_you_mean(name, GLOBAL_KINDS)
        return (
            f"`{name}` is no global property. {hint} Declare others on the events that carry them."
        )
    if declared.kind != GLOBAL_KINDS[name]:
        return f"the kind of `{name}` is `{declared.kind}`, and must be `{GLOBAL_KINDS[name]}`."
    if declared.column and name in {"org", "user"}:
        return f"`{name}` has no one column: an event's branches say where it is. Take it out."
    return None
