"""The rules of the layout: what may know what (DESIGN.md, section 2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from org_funnels.tracking_plan.loader import load_plan

PROJECT = Path(__file__).parents[3]
CORE = (
    *(PROJECT / "macros").rglob("*.sql"),
    *(PROJECT / "models/intermediate").rglob("*.*"),
    *(PROJECT / "models/marts").rglob("*.*"),
    *(PROJECT / "tests/dbt/generic").rglob("*.sql"),
    *(PROJECT / "src/org_funnels").rglob("*.py"),
)
# The simulated company, and the command that runs it, are not core.
COMPANY = ("src/org_funnels/demo/", "src/org_funnels/cli/demo.py")


def test_only_staging_reads_sources() -> None:
    readers = [
        path.relative_to(PROJECT).as_posix()
        for folder in ("models", "macros", "snapshots", "analyses", "tests/dbt")
        for path in (PROJECT / folder).rglob("*.sql")
        if re.search(r"\{\{[^}]*\bsource\(", path.read_text())
    ]

    assert readers
    assert [name for name in readers if not name.startswith("models/staging/")] == []


def test_the_core_names_no_event_and_no_raw_table() -> None:
    plan = load_plan(PROJECT)
    names = {event.name for event in plan.events}
    names |= {branch.branch.table for event in plan.events for branch in event.branches}

    assert len(names) > 40
    assert _core_files_with(names) == []


@pytest.mark.parametrize("company", ["demo", "github"])
def test_the_core_names_no_model_of_a_company(company: str) -> None:
    pattern = re.compile(
        rf"\b(stg|base|snap|funnel|reconciliation)_{company}__|\b{company}_planned_"
    )

    found = [name for name, text in _core() if pattern.search(text)]

    assert found == []


def test_every_staging_model_carries_its_companys_name() -> None:
    found = [
        path.name
        for path in (PROJECT / "models/staging/demo").rglob("*.sql")
        if "demo" not in path.stem.split("__")[0]
    ]

    assert found == []


def test_a_model_and_its_yaml_are_beside_each_other() -> None:
    alone = [
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "models").rglob("*.sql")
        if not path.with_suffix(".yml").is_file()
    ]

    assert alone == []


def test_a_macro_file_holds_the_macro_that_it_is_named_for() -> None:
    wrong = [
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "macros").rglob("*.sql")
        if not re.search(rf"(macro {path.stem}\(|materialization {path.stem},)", path.read_text())
    ]

    assert wrong == []


def test_identifiers_of_data_are_never_quoted_by_hand() -> None:
    # "timestamp" in double quotes is a text literal on Spark, and every test would still pass
    pattern = re.compile(r"""[\s(.]"[a-z_]+"(?=[\s,).])""")

    found = [
        path.relative_to(PROJECT).as_posix()
        for folder in ("models", "macros", "tests/dbt")
        for path in (PROJECT / folder).rglob("*.sql")
        if pattern.search(_without_jinja(path.read_text()))
    ]

    assert found == []


def _core() -> list[tuple[str, str]]:
    files = [(path.relative_to(PROJECT).as_posix(), path.read_text()) for path in CORE]
    return [(name, text) for name, text in files if not name.startswith(COMPANY)]


def _core_files_with(names: set[str]) -> list[str]:
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, sorted(names))) + r")(?![\w-])")
    return [f"{name}: {found.group()}" for name, text in _core() if (found := pattern.search(text))]


def _without_jinja(text: str) -> str:
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    text = re.sub(r"--[^\n]*", "", text)
    text = re.sub(r"'(?:[^']|'')*'", "", text)
    text = re.sub(r'collate "\w+"', "", text)  # PostgreSQL's own, in its own version of a macro
    return re.sub(r"\{[{%].*?[%}]\}", "", text, flags=re.DOTALL)
