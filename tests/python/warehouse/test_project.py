"""Where dbt builds the package's inner models, by dbt_project.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from org_funnels.errors import UserError
from org_funnels.warehouse.project import intermediate_schema

_REPOSITORY = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("models", "schema"),
    [
        ("{}", "analytics_intermediate"),
        ("{org_funnels: {intermediate: {+schema: inner}}}", "analytics_inner"),
        ("{org_funnels: {intermediate: {schema: inner}}}", "analytics_inner"),
        ("{org_funnels: {+schema: all, intermediate: {+schema: inner}}}", "analytics_inner"),
        ("{org_funnels: {+schema: all, staging: {+schema: inner}}}", "analytics_all"),
        ("{+schema: all, theirs: {intermediate: {+schema: inner}}}", "analytics_all"),
        # a folder may be called schema
        ("{org_funnels: {schema: {+schema: inner}}}", "analytics_intermediate"),
        ("{org_funnels: {intermediate: {+schema: null}}}", "analytics"),
    ],
)
def test_the_innermost_schema_of_the_project_is_the_suffix(
    tmp_path: Path, models: str, schema: str
) -> None:
    (tmp_path / "dbt_project.yml").write_text(f"models: {models}\n", encoding="utf-8")

    assert intermediate_schema(tmp_path, "analytics") == schema


def test_without_a_project_it_is_what_the_package_itself_says(tmp_path: Path) -> None:
    of_the_package = intermediate_schema(_REPOSITORY, "analytics")

    assert intermediate_schema(tmp_path, "analytics") == of_the_package == "analytics_intermediate"


def test_a_schema_that_dbt_must_render_is_said(tmp_path: Path) -> None:
    path = tmp_path / "dbt_project.yml"
    path.write_text("models: {+schema: \"{{ env_var('A') }}\"}\n", encoding="utf-8")

    with pytest.raises(UserError) as error:
        intermediate_schema(tmp_path, "analytics")

    assert error.value.message == (
        f"{path} has `+schema: {{{{ env_var('A') }}}}` for the package's intermediate models, and "
        "dbt alone can render that.\nWrite the schema's name."
    )
