"""Everything that is written from a tracking plan. Nothing here reads or writes a file."""

from org_funnels.tracking_plan.generate.event_models import event_files
from org_funnels.tracking_plan.generate.funnel_models import funnel_files
from org_funnels.tracking_plan.generate.generated_file import GeneratedFile
from org_funnels.tracking_plan.generate.raw_models import raw_model_files
from org_funnels.tracking_plan.generate.reconciliation_models import reconciliation_files
from org_funnels.tracking_plan.generate.schemas import schema_files
from org_funnels.tracking_plan.generate.seeds import seed_files
from org_funnels.tracking_plan.generate.sources import sources_file
from org_funnels.tracking_plan.plan import TrackingPlan


def generated_files(plan: TrackingPlan) -> tuple[GeneratedFile, ...]:
    """All files of a plan, by path."""
    files = [
        sources_file(plan),
        *event_files(plan),
        *raw_model_files(plan),
        *funnel_files(plan),
        *reconciliation_files(plan),
        *seed_files(plan),
        *schema_files(),
    ]
    return tuple(sorted(files, key=lambda file: file.path))
