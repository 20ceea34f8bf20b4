"""A file of tracking_plan/features/: a feature, its events, the raw tables that carry them."""

from collections.abc import Iterable
from itertools import combinations
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)

from org_funnels.tracking_plan.branch import Branch
from org_funnels.tracking_plan.complaint import Complaint, complain
from org_funnels.tracking_plan.contract import EVENT_COLUMNS
from org_funnels.tracking_plan.names import names_in
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.tracking_plan.shape import (
    SOME,
    SOME_ITEMS,
    SOME_KEYS,
    FeatureName,
    Identifier,
    Prose,
    RawName,
    Shape,
)


class Property(Shape):
    """A property of one event."""

    type: Literal["text", "integer", "number", "boolean", "timestamp"] = Field(
        description="What it is cast to. A value that can't be cast stays in `properties` as text."
    )
    description: Prose = Field(description="What it says, and when it is null.")
    column: RawName | None = Field(
        None, description="Its raw column, where that has another name in every table."
    )
    values: tuple[str, ...] = Field(
        (), description="All that a text may say, where that is a closed list: others are told of."
    )

    @model_validator(mode="after")
    def _values_are_texts(self) -> Self:
        if self.values and self.type != "text":
            msg = f"`values` are of a text, and this is of type {self.type}. Take them out."
            raise ValueError(msg)
        return self


class Event(Shape):
    """Something that happened, and where it is written down."""

    description: Prose = Field(description="What happened when this is sent.")
    owner: Prose | None = Field(None, description="Who answers for it, if not the feature's owner.")
    same_id: StrictBool = Field(
        False,
        description=(
            "Its raw tables may overlap in time: what is in two has one id, and counts once."
        ),
    )
    properties: dict[Identifier, Property] = Field(
        default_factory=dict, description="What it carries beside the global properties."
    )
    raw: Annotated[tuple[Branch, ...], SOME, SOME_ITEMS] = Field(
        description="The raw tables that carry it."
    )

    @field_validator("properties")
    @classmethod
    def _properties_are_free(cls, properties: dict[str, Property]) -> dict[str, Property]:
        complain(
            Complaint(
                (name,), f"`{name}` is a column of every event. Give the property another name."
            )
            for name in properties
            if name in EVENT_COLUMNS
        )
        return properties

    @field_validator("raw")
    @classmethod
    def _branches_agree(cls, raw: tuple[Branch, ...], info: ValidationInfo) -> tuple[Branch, ...]:
        complain(
            [
                *_unknown_columns(raw, info.data.get("properties")),
                *([] if info.data.get("same_id") else _overlaps(raw)),
            ]
        )
        return raw

    def column_of(self, name: str, branch: Branch) -> str:
        """The raw column of a property in one of the event's tables."""
        return branch.columns.get(name) or self.properties[name].column or name


def _known_action(action: str, info: ValidationInfo) -> str:
    if problem := names_in(info).action_problem(action):
        raise ValueError(problem)
    return action


KnownAction = Annotated[str, AfterValidator(_known_action)]


class Feature(Shape):
    """The whole of a file in features/."""

    feature: FeatureName = Field(description="The first half of its events' names.")
    owner: Prose = Field(description="Who answers for its events.")
    description: Prose = Field(
        description="What the feature is, for who does not know the product."
    )
    events: Annotated[dict[KnownAction, Event], SOME, SOME_KEYS] = Field(
        description="Its events by action: `opened` under `report` is the event report-opened."
    )


def _unknown_columns(
    raw: Iterable[Branch], properties: dict[str, Property] | None
) -> Iterable[Complaint]:
    """A branch's `columns` name properties of the event."""
    if properties is None:
        return
    for position, branch in enumerate(raw):
        for name in branch.columns:
            if name not in properties:
                message = f"`columns` names `{name}`, which is no property of the event."
                hint = did_you_mean(name, properties)
                yield Complaint((position, "columns", name), f"{message} {hint}")


def _overlaps(raw: Iterable[Branch]) -> Iterable[Complaint]:
    """Two raw tables of one event at one time would count it twice."""
    for (_, first), (position, second) in combinations(enumerate(raw), 2):
        if first.source_table != second.source_table and first.overlaps(second):
            yield Complaint(
                (position,),
                f"`{second.source_table}` and `{first.source_table}` carry one event at one time, "
                "so it would count twice. Say `from` and `until`, or `same_id: true` on the event "
                "if both give one id to what happened once.",
            )
