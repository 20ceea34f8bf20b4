"""What must hold for the marts: the data tests that stand in their YAML.

dbt runs them as it builds. Here they hold what is in the tables now, whoever changed it since; and
a test that somebody adds to a mart is an expectation at the next `quality sync`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.errors import UserError
from org_funnels.funnel.macros_folder import find_macros
from org_funnels.quality.check import Check
from org_funnels.warehouse.project import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from org_funnels.quality.expectation import Severity

_MARTS = "models/marts"
# Beside a mart: what an increment computes again of it. Nobody reads it.
_NO_MART = "__touched"
_GENERIC_TESTS = "tests/dbt/generic"

# Tests of dbt itself. A relationship is left to dbt: it reads two tables, to check one column.
_OF_A_ROW = ("not_null", "accepted_values", "holds")
_UNIQUE = "unique"
_UNIQUE_ROWS = "unique_combination"
_LEFT_TO_DBT = ("relationships",)


@dataclass(frozen=True)
class MartTest:
    """One data test of a mart. column is empty where it is about whole rows."""

    mart: str
    folder: str
    test: str
    column: str
    arguments: dict[str, Any]
    name: str
    severity: Severity

    @property
    def measure(self) -> str:
        """What its measurement is called: the test's own name where it has one."""
        if self.name:
            return self.name.removeprefix(f"{self.mart}__")
        columns = self.arguments.get("columns", [self.column])
        parts = [self.test, *columns] if self.test == _UNIQUE_ROWS else [self.column, self.test]
        return "__".join(part for part in parts if part)

    @property
    def description(self) -> str:
        """What holds, in a sentence."""
        match self.test:
            case "not_null":
                return f"{self.column} of {self.mart} is never null."
            case "unique":
                return f"No two rows of {self.mart} have the same {self.column}."
            case "unique_combination":
                columns = ", ".join(self.arguments["columns"])
                return f"No two rows of {self.mart} have the same {columns}."
            case "accepted_values":
                values = ", ".join(map(str, self.arguments["values"]))
                return f"{self.column} of {self.mart} is one of {values}."
            case test:
                words = (self.name.removeprefix(f"{self.mart}__") or test).replace("_", " ")
                return f"{self.mart}: {words}."


def mart_suite_name(folder: str) -> str:
    """The suite of the marts in one folder."""
    return f"marts_{folder}"


def read_mart_tests(project_dir: Path) -> list[MartTest]:
    """The data tests of all marts of the package, by folder, mart and column as they are written.

    Two tests with one name would be one measurement, so that is an error, and so is a test that
    nothing here can run.
    """
    package = find_macros(project_dir).parent
    paths = (package / _MARTS).rglob("*.yml")
    files = sorted(path for path in paths if not path.stem.endswith(_NO_MART))
    tests = [
        test
        for path in files
        for model in read_yaml(path).get("models", [])
        for test in _tests(model, path.parent.name)
        if test.test not in _LEFT_TO_DBT
    ]
    if not tests:
        message = (
            f"{package / _MARTS} has no models with data tests.\n"
            f"Run `dbt deps` in the project, so that the whole package is there."
        )
        raise UserError(message)
    _refuse(tests, package)
    return tests


def mart_checks(tests: Iterable[MartTest]) -> list[Check]:
    """That the tests find nothing."""
    return [
        Check(test.mart, test.measure, test.description, "bad_count > 0", test.severity)
        for test in tests
    ]


def row_predicate(test: MartTest) -> str | None:
    """What is true of a bad row, where one row alone says it: many such are counted in one pass."""
    match test.test:
        case "not_null":
            return f"{test.column} is null"
        case "accepted_values":
            values = ", ".join(_literal(value) for value in test.arguments["values"])
            return f"cast({test.column} as text) not in ({values})"
        case "holds":
            return f"({test.arguments['condition']}) is not true"
        case _:
            return None


def wrong_rows(test: MartTest, relation: str, generic_test: str | None) -> str:
    """A template that gives the query of what is wrong, for a test of whole tables."""
    if test.test == _UNIQUE:
        return (
            f"select {test.column} from {relation} where {test.column} is not null "  # noqa: S608
            f"group by {test.column} having count(*) > 1"
        )
    macro = str(generic_test).replace("{% test ", "{% macro ").replace("endtest", "endmacro")
    return f"{macro}{{{{ {test.test}(model=relation, **arguments) }}}}"


def _tests(model: dict[str, Any], folder: str) -> Iterable[MartTest]:
    entries = [("", entry) for entry in model.get("data_tests", [])]
    for column in model.get("columns", []):
        entries += [(column["name"], entry) for entry in column.get("data_tests", [])]
    for column_name, entry in entries:
        [(test, said)] = entry.items() if isinstance(entry, dict) else [(entry, None)]
        said = said or {}
        severity = str(said.get("config", {}).get("severity", "error")).lower()
        yield MartTest(
            mart=model["name"],
            folder=folder,
            test=test,
            column=column_name,
            arguments=dict(said.get("arguments", {})),
            name=said.get("name", ""),
            severity="warning" if severity.startswith("warn") else "critical",
        )


def generic_tests(project_dir: Path) -> dict[str, str]:
    """The package's own tests, by name."""
    folder = find_macros(project_dir).parent / _GENERIC_TESTS
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}


def _refuse(tests: list[MartTest], package: Path) -> None:
    known = {*_OF_A_ROW, _UNIQUE, *(path.stem for path in (package / _GENERIC_TESTS).glob("*.sql"))}
    problems = [
        f"{test.mart} has the test {test.test}, which is neither one of dbt's that are known here "
        f"({', '.join((*_OF_A_ROW, _UNIQUE))}) nor in {_GENERIC_TESTS}/"
        for test in tests
        if test.test not in known
    ]
    named = [(test.mart, test.measure) for test in tests]
    problems += [
        f"{mart} has two tests called {measure}; give one a `name`"
        for mart, measure in sorted(set(named))
        if named.count((mart, measure)) > 1
    ]
    if problems:
        raise UserError(f"{_MARTS} cannot be checked:\n" + "\n".join(problems))


def _literal(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
