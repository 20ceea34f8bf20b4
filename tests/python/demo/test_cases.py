"""Every planted case is in every demo, and the truth of the stories is what they tell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from org_funnels.demo.cases import Case

if TYPE_CHECKING:
    from tests.python.demo.conftest import Demo
_WITHOUT_ROWS = {
    Case.SIGNUP_LOST_BY_SAFARI,
    Case.SIGNUP_LOST_TO_AD_BLOCKER,
    Case.SIGNUP_NOT_LOADED_YET,
    Case.SIGNUP_OF_STAFF_LOST,
}


@pytest.mark.parametrize("case", sorted(set(Case) - _WITHOUT_ROWS))
def test_a_raw_row_shows_the_case(demo: Demo, case: Case) -> None:
    counts = Counter(line["case"] for line in demo.read("truth/cases.csv"))

    assert counts[case.value] > 0


def test_all_cases_are_counted(demo: Demo) -> None:
    assert demo.summary.cases == len(Case)


@pytest.mark.parametrize(
    ("event_id", "org_id", "matched_by", "reason"),
    [
        ("story-old-name-before-rename-1", "1004", "name", ""),
        ("story-old-name-before-rename-2", "1004", "name", ""),
        ("story-new-name-before-rename-1", "1004", "name", ""),
        ("story-name-at-rename-1", "1004", "name", ""),
        ("story-name-at-rename-2", "1004", "name", ""),
        ("story-old-name-after-rename-1", "1004", "name", ""),
        ("story-name-between-holders-3", "1005", "name", ""),
        ("story-name-taken-over-1", "1006", "name", ""),
        ("story-name-held-twice-1", "", "", "ambiguous"),
        ("story-name-held-twice-4", "1007", "id", ""),
        ("story-name-held-twice-but-repo-known-1", "1008", "repo", ""),
        ("story-name-differs-by-case-1", "1009", "name", ""),
        ("story-name-differs-by-case-2", "1010", "name", ""),
        ("story-name-differs-by-case-and-fits-neither-1", "", "", "ambiguous"),
        ("story-name-known-by-alias-1", "1011", "name", ""),
        ("story-name-turned-by-alias-1", "1013", "name", ""),
        ("story-name-outside-alias-2", "1012", "name", ""),
        ("story-org-after-deletion-1", "1014", "name", ""),
        ("story-repo-of-renamed-org-2", "1015", "repo", ""),
        ("story-repo-of-unknown-owner-1", "", "", "unknown_name"),
        ("story-id-and-name-contradict-1", "1017", "id", ""),
        ("story-unknown-id-but-name-known-1", "1004", "name", ""),
        ("story-unknown-id-2", "", "", "unknown_id"),
        ("story-unknown-group-1", "", "", "unknown_id"),
        ("story-unknown-group-2", "", "", "unknown_id"),
        ("story-no-org-1", "", "", "no_org"),
        ("story-aliased-group-call-1", "1001", "group", ""),
        ("story-user-in-several-orgs-1", "1001", "group", ""),
        ("story-user-in-several-orgs-2", "1002", "group", ""),
    ],
)
def test_the_org_of_a_story_is_the_one_it_tells_of(
    small: Demo, event_id: str, org_id: str, matched_by: str, reason: str
) -> None:
    event = small.event(event_id)

    assert event["org_id"] == org_id
    assert event["org_matched_by"] == matched_by
    assert event["org_unmatched_reason"] == reason


@pytest.mark.parametrize(
    ("event_id", "visitor_id", "reason"),
    [
        ("story-shared-browser-1", "user:50031", ""),
        ("story-shared-browser-5", "user:50032", ""),
        ("story-shared-browser-late-link-1", "user:50031", ""),
        ("story-links-at-one-time-1", "user:50031", ""),
        ("story-several-tabs-4", "user:50032", ""),
        ("story-kiosk-1", "anonymous:story-kiosk", "shared_device"),
        ("story-kiosk-user-12", "user:50062", ""),
        ("story-aliased-user-1", "user:50045", ""),
        ("story-aliased-link-1", "user:50045", ""),
        ("story-unknown-user-1", "user:77001", "unknown_user"),
        ("story-unknown-user-2", "user:77001", "unknown_user"),
        ("story-anonymous-for-good-1", "anonymous:story-nobody", "anonymous"),
        ("story-no-user-at-all-1", "", "no_id"),
        ("story-deleted-user-2", "user:50044", ""),
        ("story-signup-without-user-id-1", "user:50046", ""),
    ],
)
def test_the_visitor_of_a_story_is_the_one_it_tells_of(
    small: Demo, event_id: str, visitor_id: str, reason: str
) -> None:
    event = small.event(event_id)

    assert event["visitor_id"] == visitor_id
    assert event["user_unmatched_reason"] == reason


@pytest.mark.parametrize(
    "event_id",
    ["story-internal-org-4", "story-internal-user-2", "story-test-user-2"],
)
def test_what_staff_and_our_own_org_do_is_internal(small: Demo, event_id: str) -> None:
    assert small.event(event_id)["is_internal"] == "true"


def test_finance_people_do_nothing_but_look_at_billing_and_pay(default: Demo) -> None:
    roles: dict[str, set[str]] = {}
    for member in default.read("production/memberships.csv"):
        roles.setdefault(member["user_id"], set()).add(member["role"])
    finance = {user for user, held in roles.items() if held == {"finance"}}

    done = Counter(
        event["event_name"]
        for event in default.read("truth/events.csv")
        if event["user_id"] in finance and event["org_id"]
    )

    assert set(done) == {"billing-impression", "invoice-paid", "member-joined"}


def test_a_visitor_always_sees_the_same_treatment(default: Demo) -> None:
    seen: dict[str, set[str]] = {}
    for table in ("site_impression", "pricing_impression", "signup_clicked", "account_created"):
        for row in default.raw(f"web.{table}"):
            seen.setdefault(row["anonymous_id"], set()).add(row["treatment_hero"])

    browsers = [browser for browser in seen if browser.startswith(("anon-", "story-"))]

    assert len(browsers) > 10_000
    assert {len(seen[browser]) for browser in browsers} == {1}


def test_enough_ruby_and_python_orgs_upgrade_in_may_and_june(default: Demo) -> None:
    languages = {
        repo["organization_id"]: repo["language"]
        for repo in default.read("production/repositories.csv")
    }

    upgraded = Counter(
        (change["changed_at"][:7], languages[change["organization_id"]])
        for change in default.read("production/subscription_events.csv")
        if change["kind"] == "upgraded"
    )

    for month in ("2026-05", "2026-06"):
        assert upgraded[month, "ruby"] >= 4
        assert upgraded[month, "python"] >= 4
