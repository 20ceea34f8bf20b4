"""The marts' data tests as expectations: read from YAML, measured on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.errors import UserError
from org_funnels.quality.mart_measuring import measure_marts
from org_funnels.quality.mart_tests import MartTest, mart_checks, read_mart_tests

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse

_ROOT = Path(__file__).parents[3]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of macros, generic tests and one mart."""
    (tmp_path / "macros").symlink_to(_ROOT / "macros")
    (tmp_path / "tests").symlink_to(_ROOT / "tests")
    (tmp_path / "models/marts/core").mkdir(parents=True)
    return tmp_path


def _write(package: Path, text: str) -> None:
    (package / "models/marts/core/sales.yml").write_text(text)


def _test(test: str, column: str = "", **arguments: Any) -> MartTest:  # noqa: ANN401
    return MartTest("sales", "core", test, column, arguments, "", "critical")


def test_a_marts_tests_are_read_with_their_columns_names_and_severities(package: Path) -> None:
    _write(
        package,
        """
models:
  - name: sales
    data_tests:
      - unique_combination: {arguments: {columns: [sale_id, step]}}
      - holds: {name: sales__nobody_pays_twice, arguments: {condition: paid <= 1}}
    columns:
      - name: sale_id
        data_tests: [not_null]
      - name: kind
        data_tests:
          - accepted_values: {arguments: {values: [a, b]}, config: {severity: warn}}
          - relationships: {arguments: {to: ref('kinds'), field: kind}}
""",
    )

    checks = mart_checks(read_mart_tests(package))

    assert [(check.measure, check.severity, check.description) for check in checks] == [
        (
            "unique_combination__sale_id__step",
            "critical",
            "No two rows of sales have the same sale_id, step.",
        ),
        ("nobody_pays_twice", "critical", "sales: nobody pays twice."),
        ("sale_id__not_null", "critical", "sale_id of sales is never null."),
        ("kind__accepted_values", "warning", "kind of sales is one of a, b."),
    ]


def test_a_test_that_cannot_be_run_here_is_refused_and_named(package: Path) -> None:
    _write(package, "models: [{name: sales, data_tests: [smells_right]}]")

    with pytest.raises(UserError, match="sales has the test smells_right"):
        read_mart_tests(package)


def test_what_is_wrong_is_counted(warehouse: Warehouse) -> None:
    warehouse.execute(f"create schema {warehouse.schema}")
    warehouse.execute(f"create table {warehouse.schema}.sales (sale_id text, kind text, n int)")
    for row in (("s1", "a", 1), ("s1", "c", 2), (None, None, 3), (None, "b", None)):
        warehouse.execute(f"insert into {warehouse.schema}.sales values (%s, %s, %s)", row)
    tests = [
        _test("not_null", "sale_id"),
        _test("unique", "sale_id"),
        _test("accepted_values", "kind", values=["a", "b"]),
        _test("holds", condition="n < 3"),
        _test("unique_combination", columns=["sale_id"]),
    ]

    found, broken = measure_marts(warehouse, tests, _ROOT)

    assert broken == []
    assert [(one.measure, one.checked_count, one.bad_count) for one in found] == [
        ("sale_id__not_null", 4, 2),
        ("sale_id__unique", 4, 1),
        ("kind__accepted_values", 4, 1),
        ("holds", 4, 2),
        ("unique_combination__sale_id", 4, 2),
    ]


def test_a_step_that_more_reached_than_the_one_before_is_counted(warehouse: Warehouse) -> None:
    """Promise P6, by the data test that says it."""
    warehouse.execute(f"create schema {warehouse.schema}")
    warehouse.execute(
        f"create table {warehouse.schema}.sales as select 'f' as funnel, 'all' as cohort_period, "
        "cast(null as date) as cohort_start, 'all' as segment, 'all' as segment_value, "
        "step_number, entity_count from (values (1, 10), (2, 7), (3, 8)) as steps "
        "(step_number, entity_count)"
    )
    p6 = _test("no_step_has_more_than_the_one_before", counts=["entity_count"])

    [measurement], broken = measure_marts(warehouse, [p6], _ROOT)

    assert broken == []
    assert (measurement.checked_count, measurement.bad_count) == (3, 1)


def test_a_mart_that_is_not_there_is_broken_and_not_fine(warehouse: Warehouse) -> None:
    _, broken = measure_marts(warehouse, [_test("not_null", "sale_id")], _ROOT)

    assert [(one.suite, one.subject) for one in broken] == [("marts_core", "sales")]


def test_every_test_of_the_marts_is_an_expectation_but_relationships() -> None:
    text = "\n".join(path.read_text() for path in (_ROOT / "models/marts").rglob("*.yml"))
    tests = read_mart_tests(_ROOT)

    for test in ("unique_combination", "holds", "accepted_values", "segments_add_up_to_all"):
        assert sum(one.test == test for one in tests) == text.count(f"- {test}:") > 0
    assert "no_step_has_more_than_the_one_before" in {one.test for one in tests}
