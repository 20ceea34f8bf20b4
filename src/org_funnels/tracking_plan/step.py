"""The steps of a funnel."""

from typing import Literal

from pydantic import Field

from org_funnels.tracking_plan.coherent import Written
from org_funnels.tracking_plan.duration import PositiveDuration
from org_funnels.tracking_plan.occurrence import Occurrence
from org_funnels.tracking_plan.shape import Identifier, Prose


class Step(Occurrence):
    """One step: what has to happen for it to be reached."""

    name: Identifier = Field(description="What has been done when it is reached: `created_org`.")
    description: Prose | None = Field(
        None, description="What reaches it, for a reader of the mart."
    )
    within: PositiveDuration | None = Field(
        None, description="How long after the step before it may be, inclusive: `1 hour`."
    )
    first_time: Literal["any", "matching"] | None = Field(
        None,
        description=(
            "Only the first in all history counts. any: the first of this event, on which `where` "
            "must hold. matching: the first on which `where` holds."
        ),
    )

    @classmethod
    def called(cls, written: Written) -> str:
        """As its funnel calls it."""
        return f"the step `{written.get('name', '')}`"

    @property
    def sentence(self) -> str:
        """With what else limits it."""
        first = f"the first {super().sentence}" if self.first_time else super().sentence
        within = f", within {self.within.text} of the step before" if self.within else ""
        return f"{first}{within}"
