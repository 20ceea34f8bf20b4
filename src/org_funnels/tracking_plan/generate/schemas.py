"""The JSON Schemas by which an editor completes and checks the plan's files."""

import json
from collections.abc import Iterable

from org_funnels.tracking_plan.feature import Feature
from org_funnels.tracking_plan.funnel import Funnels
from org_funnels.tracking_plan.generate.generated_file import MARK, GeneratedFile
from org_funnels.tracking_plan.reconciliation import Reconciliations
from org_funnels.tracking_plan.settings import Settings
from org_funnels.tracking_plan.shape import Shape

FOLDER = "tracking_plan/schema"
SCHEMAS: dict[str, type[Shape]] = {
    "tracking_plan": Settings,
    "feature": Feature,
    "funnels": Funnels,
    "reconciliations": Reconciliations,
}


def schema_files() -> Iterable[GeneratedFile]:
    """One schema a kind of file."""
    for name, shape in SCHEMAS.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$comment": f"{MARK} from the models in org_funnels.tracking_plan.",
            **shape.model_json_schema(),
        }
        content = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        yield GeneratedFile(f"{FOLDER}/{name}.json", content)
