"""What a funnel is cut by, as it was when an attempt began."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from org_funnels.tracking_plan.coherent import Coherent, Written
from org_funnels.tracking_plan.complaint import Complaint
from org_funnels.tracking_plan.names import Names
from org_funnels.tracking_plan.shape import Identifier, RawName

KINDS = ("attribute", "treatment", "property")


class Segment(Coherent):
    """One of the three."""

    attribute: Identifier | None = Field(
        None, description="An attribute of the org, or `tier`. May stand by its bare name."
    )
    treatment: Identifier | None = Field(
        None, description="An A/B test, without the prefix of its columns: the first step's own."
    )
    property_: RawName | None = Field(
        None, alias="property", description="A property of the first step's event."
    )

    @classmethod
    def disagreements(cls, written: Written, names: Names) -> list[Complaint]:
        """It is one thing, and a treatment goes by its own name."""
        problems = []
        if cls.knows(written) and sum(written.get(kind) is not None for kind in KINDS) != 1:
            problems.append(
                "a segment is an attribute, a `treatment` or a `property`: write one of the three."
            )
        treatment, prefix = written.get("treatment"), names.treatment_prefix
        if prefix and isinstance(treatment, str) and treatment.startswith(prefix):
            own = treatment.removeprefix(prefix)
            problems.append(f"a treatment goes without its prefix. Write `treatment: {own}`.")
        return [Complaint((), problem) for problem in problems]

    @property
    def text(self) -> str:
        """As the seeds and marts name it."""
        if self.treatment:
            return f"treatment:{self.treatment}"
        return f"property:{self.property_}" if self.property_ else self.attribute or ""


def _segment(value: object) -> object:
    """An attribute may stand by its bare name."""
    return {"attribute": value} if isinstance(value, str) else value


DeclaredSegment = Annotated[
    Segment, BeforeValidator(_segment, json_schema_input_type=Identifier | Segment)
]
