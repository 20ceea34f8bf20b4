"""Measure the marts: what is wrong with single rows in one pass a mart, then what takes a query.

The queries are those of the data tests themselves.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from org_funnels.funnel.macros_folder import find_macros
from org_funnels.funnel.rendering import Renderer
from org_funnels.quality.mart_tests import (
    generic_tests,
    mart_suite_name,
    row_predicate,
    wrong_rows,
)
from org_funnels.quality.measurement import Broken, Measurement, reason_of
from org_funnels.warehouse.project import intermediate_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from org_funnels.quality.mart_tests import MartTest
    from org_funnels.warehouse import Warehouse

_REF = re.compile(r"\bref\('(\w+)'\)")
_INTERMEDIATE = "int_"


def measure_marts(
    warehouse: Warehouse, tests: Sequence[MartTest], project_dir: Path
) -> tuple[list[Measurement], list[Broken]]:
    """One measurement a test, and the marts that could not be read."""
    measuring = _Measuring(warehouse, project_dir)
    found = [
        measurement
        for mart, of_mart in groupby(tests, key=lambda test: test.mart)
        for measurement in measuring.of_mart(mart, list(of_mart))
    ]
    return found, list(measuring.broken.values())


class _Measuring:
    """One run over the marts. One that the database refuses to read is broken for it."""

    def __init__(self, warehouse: Warehouse, project_dir: Path) -> None:
        self.warehouse = warehouse
        self.broken: dict[str, Broken] = {}
        self.generic_tests = generic_tests(project_dir)
        self.renderer = Renderer(
            warehouse.engine, find_macros(project_dir), self._relations(project_dir)
        )

    def of_mart(self, mart: str, tests: list[MartTest]) -> Iterable[Measurement]:
        relation = f"{self.warehouse.schema}.{mart}"
        of_rows = {test.measure: sql for test in tests if (sql := row_predicate(test))}
        checked_count, *counts = self.counts(relation, list(of_rows.values()), tests[0])
        bad = dict(zip(of_rows, counts, strict=True))
        for test in tests:
            measure, suite = test.measure, mart_suite_name(test.folder)
            bad_count = bad[measure] if measure in bad else self.wrong_count(test, relation)
            yield Measurement(suite, mart, measure, checked_count, bad_count)

    def counts(self, relation: str, predicates: list[str], test: MartTest) -> list[int]:
        """All rows, then those for which each predicate is true."""
        sums = [f"sum(case when {predicate} then 1 else 0 end)" for predicate in predicates]
        query = f"select {', '.join(['count(*)', *sums])} from {relation}"  # noqa: S608
        return [int(count or 0) for count in self.row(query, test, width=1 + len(sums))]

    def wrong_count(self, test: MartTest, relation: str) -> int:
        template = wrong_rows(test, relation, self.generic_tests.get(test.test))
        query = self.renderer.render(template, relation=relation, arguments=test.arguments)
        [count] = self.row(f"select count(*) from ({query}) as wrong_rows", test)  # noqa: S608
        return int(count or 0)

    def row(self, query: str, test: MartTest, width: int = 1) -> list[Any]:
        """The one row that the query gives; nulls where the database refuses."""
        try:
            return list(self.warehouse.rows(query)[0])
        except self.warehouse.error as error:
            suite = mart_suite_name(test.folder)
            self.broken.setdefault(test.mart, Broken(suite, test.mart, reason_of(error)))
            return [None] * width

    def _relations(self, project_dir: Path) -> dict[str, str]:
        """What a `ref` in one of the tests stands for."""
        marts = self.warehouse.schema
        intermediate = intermediate_schema(project_dir, marts)
        names = {name for text in self.generic_tests.values() for name in _REF.findall(text)}
        return {
            name: f"{intermediate if name.startswith(_INTERMEDIATE) else marts}.{name}"
            for name in names
        }
