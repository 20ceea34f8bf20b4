"""A funnel in a file of its own, to try an idea on the warehouse or on a file of events."""

from pathlib import Path

from pydantic import ValidationError

from org_funnels.errors import UserError
from org_funnels.tracking_plan.complaint import problems_of
from org_funnels.tracking_plan.document import Document, read_document
from org_funnels.tracking_plan.funnel import FunnelDefinition
from org_funnels.tracking_plan.names import Names
from org_funnels.tracking_plan.plan import TrackingPlan
from org_funnels.tracking_plan.problem import PlanError, Problem


class TrialFunnel(FunnelDefinition):
    """A funnel that nobody answers for yet."""


def load_trial_funnel(path: Path, plan: TrackingPlan | None) -> TrialFunnel:
    """The funnel of a file; PlanError with all of its mistakes.

    Without a plan it is for a file of events: any text may be an event's name, and a condition's
    `property` or `column` any column of that file.
    """
    if not path.is_file():
        msg = f"No funnel at {path}. Name a YAML file with its `steps`."
        raise UserError(msg)
    document = read_document(path, str(path))
    problems = [*document.problems, *_whole_files(document)]
    if problems:
        raise PlanError(problems, "funnel")
    try:
        return TrialFunnel.model_validate(document.value, context=_names(plan))
    except ValidationError as error:
        schema = TrialFunnel.model_json_schema()
        raise PlanError(problems_of(error, document, schema), "funnel") from None


def _whole_files(document: Document) -> list[Problem]:
    """A funnels.yml, where one funnel of it is meant."""
    if document.at("funnels") is None:
        return []
    message = (
        "`funnels` holds several, and here stands one. Take out `funnels:` and the funnel's name, "
        "so that `steps:` begins its line."
    )
    return [Problem(document.file, document.line(["funnels"]), message)]


def _names(plan: TrackingPlan | None) -> Names:
    if plan is None:
        return Names(events=None)
    return Names(
        sources=frozenset(plan.settings.sources),
        actions=frozenset(plan.settings.actions),
        events={
            event.name: {name: declared.type for name, declared in event.event.properties.items()}
            for event in plan.events
        },
        treatment_prefix=plan.settings.treatments.prefix,
    )
