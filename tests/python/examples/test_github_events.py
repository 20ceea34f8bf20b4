"""On GitHub's real events: every one is there, and belongs to the org that it belonged to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.python.examples.conftest import Build, GithubData, GithubProject

# One build serves all of these tests, so one test process runs them.
pytestmark = pytest.mark.xdist_group("github")

RENAMED = [
    ("iojs", "nodejs"),
    ("piwik", "matomo-org"),
    ("inboxapp", "nylas"),
    ("Microsoft", "microsoft"),
]


def test_one_command_builds_it_without_a_warning(github_build: Build) -> None:
    assert "warn" not in github_build.output.lower()
    assert "Push to merge  by org" in github_build.output
    assert "In all 506 of 506 have their event" in github_build.output
    assert "In all 539 of 539 have their event" in github_build.output
    assert "| commits-pushed" in github_build.output


def test_every_event_belongs_to_the_org_of_the_truth(
    github: GithubProject, github_data: GithubData
) -> None:
    found = dict(github.mart("event_id, org_id", "fct_events"))

    different = {event: org for event, org in found.items() if github_data.truth[event] != org}

    assert len(found) == len(github_data.truth) == 20_569
    assert different == github_data.overlooked
    assert len(different) == 2


def test_an_event_without_an_org_is_a_persons(
    github: GithubProject, github_data: GithubData
) -> None:
    known = {row["name"].lower() for row in github_data.production("org_names")}
    lost = github.mart("event_id, org_unmatched_reason", "fct_events", "org_id is null")

    assert {reason for _, reason in lost} == {"unknown_name"}
    assert {event for event, _ in lost if github_data.owners[event].lower() in known} == set()


@pytest.mark.parametrize(("old", "new"), RENAMED)
def test_a_renamed_org_is_one_org_under_both_names(
    github: GithubProject, github_data: GithubData, old: str, new: str
) -> None:
    (org,) = {
        row["org_id"] for row in github_data.production("org_names") if row["name"] in {old, new}
    }
    found = dict(github.mart("event_id, org_id", "fct_events"))
    # what the owner's name alone would say: on some of these events an id says it first
    by_owner = dict(
        github.warehouse.rows(
            "select event_id, org_id from github_intermediate.int_events__org_steps "
            "where step_by = 'repo'"
        )
    )

    for name in (old, new):
        events = [event for event, owner in github_data.owners.items() if owner == name]
        assert {found[event] for event in events} == {org}
        assert {by_owner[event] for event in events} == {org}


def test_no_event_is_lost(github: GithubProject, github_data: GithubData) -> None:
    ledger = github.mart(
        "source_table, sum(raw_count), sum(fact_count), sum(duplicate_count), sum(rejected_count)",
        "event_ledger", "true group by source_table",
    )  # fmt: skip
    expected = Counter({f"feed.{table}": len(rows) for table, rows in github_data.raw.items()})

    assert {table: raw for table, raw, *_ in ledger} == expected
    assert {table: sum(parts) for table, _, *parts in ledger} == expected
    assert expected.total() == 20_569
    assert len(expected) == 17


def test_each_raw_table_is_filed_under_the_event_whose_meaning_it_has(
    github: GithubProject,
) -> None:
    found = dict(github.mart("distinct source_table, event_name", "fct_events"))

    assert found["feed.closed_pull_request"] == "pull-request-closed"
    assert found["feed.delete_branch"] == "branch-deleted"
    assert found["feed.delete_tag"] == "tag-deleted"
    assert len(found) == len(set(found.values())) == 17
