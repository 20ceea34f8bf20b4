"""funnels.yml: the declared funnels."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from org_funnels.tracking_plan.coherent import Coherent, Written
from org_funnels.tracking_plan.complaint import Complaint
from org_funnels.tracking_plan.duration import Window
from org_funnels.tracking_plan.exclusion import Exclusion
from org_funnels.tracking_plan.funnel_checks import funnel_complaints
from org_funnels.tracking_plan.moment import Day
from org_funnels.tracking_plan.names import Names
from org_funnels.tracking_plan.segment import DeclaredSegment
from org_funnels.tracking_plan.shape import (
    SOME,
    SOME_ITEMS,
    SOME_KEYS,
    Identifier,
    Prose,
    Shape,
    TimeZone,
)
from org_funnels.tracking_plan.step import Step

Entity = Literal["org", "user", "visitor"]
TITLE = "Its name for people."
OWNER = "Who answers for it."
QUESTION = "The question that it answers."
ENTITY = "Whose steps they are; `visitor` where it begins before signup."
WINDOW = "How long an attempt may take from its first step, inclusive; `none`: for ever."


class FunnelDefinition(Coherent):
    """What a funnel counts."""

    title: Prose | None = Field(None, description=TITLE)
    owner: Prose | None = Field(None, description=OWNER)
    question: Prose | None = Field(None, description=QUESTION)
    entity: Entity = Field("org", description=ENTITY)
    window: Window = Field(None, description=WINDOW)
    order: Literal["ordered", "strict", "unordered"] = Field(
        "ordered",
        description=(
            "ordered: one after the other, whatever else happens. strict: nothing else in between. "
            "unordered: all of them, in any order."
        ),
    )
    entry: Literal["best", "first"] = Field(
        "best",
        description="Which attempt counts for an entity: the one that came furthest, or its first.",
    )
    timezone: TimeZone = Field("UTC", description="Whose days and weeks its cohorts are.")
    from_: Day | None = Field(
        None, alias="from", description="The first day, in `timezone`, on which attempts begin."
    )
    to: Day | None = Field(
        None, description="The last day, in `timezone`, on which attempts begin."
    )
    steps: Annotated[tuple[Step, ...], SOME, SOME_ITEMS] = Field(
        description="The steps, first to last; in any order of an unordered funnel."
    )
    exclusions: tuple[Exclusion, ...] = Field(
        (), description="What must not happen between two steps: it ends the attempt."
    )
    on_exclusion: Literal["end_attempt", "drop_entity"] = Field(
        "end_attempt",
        description=(
            "end_attempt: what was reached before counts. drop_entity: an entity whose attempt was "
            "ended so is not counted at all."
        ),
    )
    segments: tuple[DeclaredSegment, ...] = Field(
        (),
        description=(
            "What to cut it by, as it was at entry: attributes of the org, `tier`, "
            "{treatment: name}, {property: name}."
        ),
    )

    @classmethod
    def disagreements(cls, written: Written, names: Names) -> Iterable[Complaint]:
        """The parts name each other, and rule each other out."""
        entity = cls.model_fields["entity"]
        assumed = {} if entity.is_required() else {"entity": entity.default}
        return funnel_complaints({**assumed, **written}, names)


class Funnel(FunnelDefinition):
    """A sequence of steps that an org, a user or a visitor may take."""

    title: Prose = Field(description=TITLE)
    owner: Prose = Field(description=OWNER)
    question: Prose = Field(description=QUESTION)
    entity: Entity = Field(description=ENTITY)
    window: Window = Field(description=WINDOW)


class Funnels(Shape):
    """The whole of funnels.yml."""

    funnels: Annotated[dict[Identifier, Funnel], SOME, SOME_KEYS] = Field(
        description="The funnels by name, which is also their models' name."
    )
