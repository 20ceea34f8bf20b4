"""That what ran is what was written.

Great Expectations drops an expectation that it cannot load and is green without it, and keeps one
result of two validations with the same suite and batch. Both are seen by comparing ids with the
files on disk.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from org_funnels.quality.context_files import CHECKPOINTS_FOLDER, SUITES_FOLDER, VALIDATIONS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def written_expectations(context_dir: Path, checkpoint: str) -> dict[str, list[str]]:
    """The ids of the expectations of each suite that the checkpoint runs, as they stand on disk."""
    validations = _read(context_dir / CHECKPOINTS_FOLDER / f"{checkpoint}.json")
    files = (
        _read(context_dir / VALIDATIONS_FOLDER / f"{one['name']}.json")
        for one in validations["validation_definitions"]
    )
    names = [file["suite"]["name"] for file in files]
    suites = (_read(context_dir / SUITES_FOLDER / f"{name}.json") for name in names)
    return {suite["name"]: [item["id"] for item in suite["expectations"]] for suite in suites}


def differing_suites(
    written: Mapping[str, Iterable[str]], actual: Mapping[str, Iterable[str]], verb: str
) -> list[str]:
    """A sentence for each suite of which not exactly the written expectations are there."""
    return [
        f"{name}: {len(have)} of {len(want)} expectations {verb}."
        for name in sorted({*written, *actual})
        if (want := sorted(written.get(name, []))) != (have := sorted(actual.get(name, [])))
    ]


def _read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document
