"""What a funnel gave: the keys of `funnel run --json` and `show --json`, described here alone.

`org-funnels funnel schema` prints this page as a JSON Schema.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["converted", "excluded", "in_progress", "dropped"]
Seconds = Annotated[float, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Times(_Part):
    """Elapsed seconds, over the entities that reached the step."""

    mean: Seconds = Field(description="Their sum, divided by how many they are.")
    median: Seconds = Field(
        description="The middle one; of an even number the mean of the two in the middle."
    )
    p90: Seconds = Field(description="The smallest that 90 % of them do not exceed.")


class StepOutcome(_Part):
    """One step. Its counts are by the attempt that speaks for each entity, unless they say else."""

    number: int = Field(ge=1, description="1 for the first.")
    name: str = Field(
        description="As the definition has it. In an unordered funnel `any_<k>_of_<n>`: so many of "
        "the steps, whichever."
    )
    entity_count: Count = Field(description="Entities that reached it.")
    attempt_count: Count = Field(
        description="Attempts that reached it, where an entity's attempts are counted one after "
        "another."
    )
    mature_entity_count: Count = Field(
        description="Entities that reached it, counting only attempts whose time is up, whatever "
        "came of them. Take rates from these: the fast would flatter the others."
    )
    in_progress_entity_count: Count = Field(
        description="Of entity_count, those who got no further and still have time."
    )
    seconds_from_start: Times | None = Field(
        description="From the first step. Null where nobody reached this one."
    )
    seconds_from_previous: Times | None = Field(
        description="From the step before. Null on the first, and where nobody reached this one."
    )


class EntityOutcome(_Part):
    """One entity, by the attempt that speaks for it."""

    steps_reached: int = Field(ge=1, description="The number of the furthest step.")
    status: Status = Field(
        description="converted; excluded: an exclusion ended it; in_progress: it still has time; "
        "else dropped."
    )
    seconds_from_start: list[Seconds] = Field(
        description="From the first step to each step that was reached; the first is 0."
    )


class SegmentOutcome(_Part):
    """The entities that had one value when they entered."""

    value: str | None = Field(description="Null where none was known.")
    entity_counts: list[Count] = Field(description="Entities that reached each step.")


class Numbers(_Part):
    """A funnel and its numbers: what `funnel show --json` prints."""

    funnel: str = Field(description="Its name; of a trial the definition's file without its end.")
    title: str | None = Field(description="As the definition has it.")
    owner: str | None = Field(description="As the definition has it.")
    question: str | None = Field(description="As the definition has it.")
    engine: str = Field(description="Where it ran: the target's name.")
    entity: str = Field(description="What an entity is, as the definition has it.")
    order: Literal["ordered", "strict", "unordered"] = Field(description="As defined.")
    window_seconds: int | None = Field(description="Null where there is no limit.")
    steps: list[StepOutcome] = Field(description="The steps, first to last.")
    segments: dict[str, list[SegmentOutcome]] = Field(
        description="By segment: `language`, `treatment:<name>`, `property:<name>`. Each one's "
        "values add up to entity_count."
    )
    left_out: dict[str, Count] = Field(
        description="What is not in the funnel, by reason. Rows of a file: no_event_id, "
        "no_entity, nul_character (a text that the definition uses holds one), no_time, "
        "unreadable_time, duplicate_event_id. In the warehouse the sums of left_out_by_step."
    )
    left_out_by_step: dict[str, dict[str, Count]] = Field(
        description="In the warehouse, by the name of a declared step: what matches it and is not "
        "in the funnel, by reason: no_entity, internal. Empty for a file."
    )


class Outcome(Numbers):
    """And every entity: what `funnel run --json` prints."""

    entities: dict[str, EntityOutcome] = Field(
        description="Every entity that entered, by its id; without those that "
        "`on_exclusion: drop_entity` removes."
    )
