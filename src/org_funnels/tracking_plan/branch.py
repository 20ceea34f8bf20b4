"""One raw table of one event, and how its columns are read."""

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)

from org_funnels.tracking_plan.complaint import Complaint, complain
from org_funnels.tracking_plan.condition import ColumnCondition
from org_funnels.tracking_plan.contract import MOST_ORG_STEPS
from org_funnels.tracking_plan.moment import Moment, overlap
from org_funnels.tracking_plan.names import names_in
from org_funnels.tracking_plan.settings import Settings
from org_funnels.tracking_plan.shape import RawName, Shape

NONE = "none"


class OrgStep(Shape):
    """One way to the org: which column holds what."""

    by: Literal["id", "name", "repo", "group"] = Field(
        description=(
            "id or name: the column holds production's. repo: the text before its first slash is "
            "the org's name. group: the event's own group, else the user's last `group` call."
        )
    )
    column: RawName | None = Field(
        None, description="The raw column. `repo` and `group` know theirs."
    )

    @model_validator(mode="after")
    def _column_is_given(self) -> Self:
        if self.by in {"id", "name"} and self.column is None:
            msg = f"`org` by {self.by} needs a `column`."
            raise ValueError(msg)
        return self


def _org_steps(value: object) -> object:
    """One step may stand without its list."""
    if value == NONE:
        return ()
    return (value,) if isinstance(value, dict) else value


def _few_enough(steps: tuple[OrgStep, ...]) -> tuple[OrgStep, ...]:
    if len(steps) > MOST_ORG_STEPS:
        msg = f"`org` has {len(steps)} steps, and can have {MOST_ORG_STEPS}. Keep the most trusted."
        raise ValueError(msg)
    complain(
        Complaint((position,), "`org` has this step twice. Keep one.")
        for position, step in enumerate(steps)
        if step in steps[:position]
    )
    return steps


OrgSteps = Annotated[
    tuple[OrgStep, ...],
    AfterValidator(_few_enough),
    BeforeValidator(
        _org_steps, json_schema_input_type=OrgStep | tuple[OrgStep, ...] | Literal["none"]
    ),
]


class Branch(Shape):
    """One raw table, or the part of one, that carries an event."""

    source: str = Field(description="Who sends it: a source of tracking_plan.yml.")
    table: RawName = Field(description="The raw table, as the warehouse writes it.")
    org: OrgSteps = Field(description="How to find the org: steps in order of trust, or `none`.")
    repo: RawName | None = Field(
        None, description="The column with the repo, if not the global one; `none` for none."
    )
    view: RawName | None = Field(
        None, description="The column with the view, if not the global one; `none` for none."
    )
    from_: Moment | None = Field(
        None, alias="from", description="Rows received before (UTC) are rejected as outside_plan."
    )
    until: Moment | None = Field(
        None, description="Rows received at or after (UTC) are rejected as outside_plan."
    )
    where: tuple[ColumnCondition, ...] = Field(
        (), description="Which rows of the table: it may carry other events too."
    )
    columns: dict[str, RawName] = Field(
        default_factory=dict, description="Property to raw column, where the table differs."
    )
    optional: StrictBool = Field(
        False, description="The table may be missing, and has no rows then."
    )

    @field_validator("source")
    @classmethod
    def _source_is_known(cls, source: str, info: ValidationInfo) -> str:
        if problem := names_in(info).source_problem(source):
            raise ValueError(problem)
        return source

    @model_validator(mode="after")
    def _has_time(self) -> Self:
        if self.from_ and self.until and self.from_ >= self.until:
            msg = f"`from` {self.from_} is not before `until` {self.until}, so no row can count."
            raise ValueError(msg)
        return self

    @property
    def source_table(self) -> str:
        """The raw table's name in the ledger, in facts and in messages."""
        return f"{self.source}.{self.table}"

    def column_of(self, name: Literal["repo", "view"], settings: Settings) -> str | None:
        """The raw column of a global property here: this table's own, else the plan's."""
        given = self.repo if name == "repo" else self.view
        return None if given == NONE else given or settings.column_of(name)

    def overlaps(self, other: "Branch") -> bool:
        """Whether the two count rows received at one time."""
        return overlap((self.from_, self.until), (other.from_, other.until))
