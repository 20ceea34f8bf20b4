"""What a person sees of a trial."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.python.funnel_command.running import TWO_STEPS, counts

from org_funnels.cli import main
from org_funnels.funnel.outcome import Outcome

if TYPE_CHECKING:
    from tests.python.funnel_command.running import Command

GOLDEN = Path(__file__).parent / "golden"


def test_a_trial_is_a_bar_a_step_its_segments_and_what_was_left_out(command: Command) -> None:
    definition = (GOLDEN / "signup.yml").read_text(encoding="utf-8")

    result = command.run(definition, GOLDEN / "signup.csv")

    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines == (GOLDEN / "signup.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        (0.001, "3.6 s"),
        (5.35, "5 h 21 min"),
        (47, "47 h"),
        (47.5, "2 days"),
        (48, "2 days"),
        (83, "3.5 days"),
        (24 * 1234.5, "1,234.5 days"),
    ],
)
def test_a_median_is_in_days_from_two_days_on(command: Command, hours: float, shown: str) -> None:
    began = datetime(2020, 1, 1, tzinfo=UTC)
    ended = began + timedelta(hours=hours)
    file = command.csv(f"1,o-1,{began.isoformat()},A", f"2,o-1,{ended.isoformat()},B")

    result = command.run(TWO_STEPS, file)

    (line,) = (line for line in result.stdout.splitlines() if line.startswith("ended"))
    assert " ".join(line.split()).rstrip(" █").endswith(f" {shown} {shown}")


def test_the_values_of_a_segment_that_are_not_shown_are_counted(command: Command) -> None:
    rows = [f"{place},o-{place},2026-03-01,A,v{place:02}" for place in range(12)]
    file = command.csv(*rows, header="event_id,entity_id,occurred_at,event_name,[plan]")

    result = command.run("steps: [{name: a, event: A}]\nsegments: [{property: '[plan]'}]\n", file)

    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "property:[plan] a of all" in lines
    assert lines[-3:] == ["v08 1 100 %", "v09 1 100 %", "2 others 2 100 %"]


def test_the_definition_in_the_help_is_one(command: Command) -> None:
    text = CliRunner().invoke(main, ["funnel", "run", "--help"]).stdout
    example = text[text.index("      window:") : text.index("  On a file of events")]
    file = command.csv(
        "1,o-1,2026-03-01,Sign up,,Firefox", "2,o-1,2026-03-02,Bought,12,Firefox",
        header="event_id,entity_id,occurred_at,event_name,amount,browser",
    )  # fmt: skip

    assert counts(command.outcome(example, file)) == [1, 1]


def test_the_schema_describes_every_key() -> None:
    result = CliRunner().invoke(main, ["funnel", "schema"])

    assert '"description": "Entities that reached it."' in result.stdout
    schema = Outcome.model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    keys = [item for part in parts for item in part["properties"].items()]
    assert [name for name, key in keys if "description" not in key] == []
