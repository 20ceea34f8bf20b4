from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.quality.guards import differing_suites, written_expectations

if TYPE_CHECKING:
    from pathlib import Path


def test_an_expectation_that_was_not_loaded_is_named_by_its_suite() -> None:
    written = {"signups": ["a", "b", "c"], "orgs": ["d"]}

    sentences = differing_suites(written, {"signups": ["a", "c"], "orgs": ["d"]}, "were loaded")

    assert sentences == ["signups: 2 of 3 expectations were loaded."]


def test_a_suite_without_any_result_is_named() -> None:
    sentences = differing_suites({"signups": ["a"]}, {}, "have a result")

    assert sentences == ["signups: 0 of 1 expectations have a result."]


def test_another_expectation_in_place_of_a_written_one_is_seen() -> None:
    assert differing_suites({"signups": ["a"]}, {"signups": ["b"]}, "were loaded") != []


def test_what_is_written_is_read_from_the_files(context_dir: Path) -> None:
    written = written_expectations(context_dir, "daily")

    assert list(written) == ["reconciliation_signups"]
    assert len(written["reconciliation_signups"]) == len(set(written["reconciliation_signups"])) > 8
