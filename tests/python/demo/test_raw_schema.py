"""The raw schemas that are accepted for the demo are those that it writes, on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from org_funnels.quality.schema_drift import find_drift
from org_funnels.warehouse.load import load_folder

if TYPE_CHECKING:
    from tests.python.demo.conftest import Demo

    from org_funnels.warehouse import Warehouse

_ROOT = Path(__file__).parents[3]


def test_the_demo_has_not_drifted_from_its_baseline(warehouse: Warehouse, small: Demo) -> None:
    load_folder(warehouse, small.folder)

    assert find_drift(warehouse, _ROOT) == ()
