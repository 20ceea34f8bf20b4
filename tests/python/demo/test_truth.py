"""The truth adds up, and what the generator intended is what the rules say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.python.demo.conftest import Demo


def test_every_raw_row_is_an_event_a_duplicate_or_rejected(demo: Demo) -> None:
    lines = demo.read("truth/raw_rows.csv")

    counted = Counter(line["source_table"] for line in lines)
    written = {table: len(demo.raw(table)) for table in counted}
    by_disposition = Counter(line["disposition"] for line in lines)

    assert written == counted
    assert by_disposition == {
        "event": demo.summary.events,
        "duplicate": demo.summary.duplicates,
        "rejected": demo.summary.rejected,
    }
    assert len(demo.read("truth/events.csv")) == demo.summary.events


def test_only_rejected_rows_have_a_reason(demo: Demo) -> None:
    reasons = {(line["disposition"], line["reason"]) for line in demo.read("truth/raw_rows.csv")}

    assert reasons == {
        ("event", ""),
        ("duplicate", ""),
        ("rejected", "future_time"),
        ("rejected", "no_id"),
        ("rejected", "outside_plan"),
        ("rejected", "unplanned"),
    }


def test_an_event_id_is_one_event(demo: Demo) -> None:
    ids = Counter(line["event_id"] for line in demo.read("truth/events.csv"))

    assert max(ids.values()) == 1


def test_an_event_has_an_org_or_a_reason_why_not_never_both(demo: Demo) -> None:
    for line in demo.read("truth/events.csv"):
        assert bool(line["org_id"]) == bool(line["org_matched_by"])
        assert bool(line["org_id"]) != bool(line["org_unmatched_reason"])


def test_what_was_intended_is_what_the_rules_say(demo: Demo) -> None:
    judgement = demo.judge()

    intended = {line["event_id"]: line for line in demo.read("truth/events.csv")}
    judged = {
        event.event_id: {name: _text(value) for name, value in event._asdict().items()}
        for event in judgement.events
    }

    assert len(intended) > 1000
    assert _differences(intended, judged) == []


def test_every_disposition_is_what_the_rules_say(demo: Demo) -> None:
    judgement = demo.judge()

    intended = Counter(tuple(line.values()) for line in demo.read("truth/raw_rows.csv"))
    judged: Counter[tuple[str, ...]] = Counter(
        (line.source_table, line.loaded_date, line.event_id, line.disposition, line.reason)
        for line in judgement.raw_lines
    )

    assert intended.total() > 1000
    assert list((intended - judged).items()) == []
    assert list((judged - intended).items()) == []


def test_contradictions_are_listed_with_both_orgs(small: Demo) -> None:
    conflicts = [tuple(line.values()) for line in small.read("truth/org_conflicts.csv")]

    assert conflicts == [
        ("story-id-and-name-contradict-1", "1017", "1018", "name"),
        ("story-id-and-name-contradict-2", "1017", "1018", "name"),
    ]


def _text(value: object) -> str:
    """A value as the truth writes it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _differences(
    intended: dict[str, dict[str, str]], judged: dict[str, dict[str, str]]
) -> list[str]:
    """The first events about which the two disagree, as short as can be read."""
    different = [
        f"{event_id}: intended {intended.get(event_id)}, judged {judged.get(event_id)}"
        for event_id in intended.keys() | judged.keys()
        if intended.get(event_id) != judged.get(event_id)
    ]
    return sorted(different)[:5]
