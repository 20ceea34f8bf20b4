"""That what ran is what was written.

Great Expectations drops an expectation that it cannot load and is green without it, and keeps one
result of two validations with the same suite and batch. Both are seen by comparing ids with the
files on disk.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from org_funnels.quality.context_files import SUITES_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def written_expectations(context_dir: Path) -> dict[str, list[str]]:
    """The ids of each suite's expectations, as they stand on disk."""
    suites = (
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((context_dir / SUITES_FOLDER).glob("*.json"))
    )
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
