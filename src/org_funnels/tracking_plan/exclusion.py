"""What ends an attempt of a funnel."""

from pydantic import Field

from org_funnels.tracking_plan.coherent import Written
from org_funnels.tracking_plan.occurrence import Occurrence
from org_funnels.tracking_plan.shape import Identifier, Prose


class Exclusion(Occurrence):
    """Something that must not happen between two steps."""

    name: Identifier | None = Field(None, description="What has been done: `cancelled`.")
    description: Prose | None = Field(None, description="Why it ends an attempt.")
    from_step: Identifier = Field(description="The step after which it ends an attempt.")
    to_step: Identifier = Field(description="The step, further on, from which it no longer does.")

    @classmethod
    def called(cls, written: Written) -> str:
        """By its name, if it has one."""
        name = written.get("name")
        return f"the exclusion `{name}`" if name else "an exclusion"
