"""Run `org-funnels funnel run` in a test, and look at what it gave."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner, Result

from org_funnels.cli import main

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "event_id,entity_id,occurred_at,event_name"
TWO_STEPS = """
steps:
  - {name: began, event: A}
  - {name: ended, event: B}
"""


@dataclass(frozen=True)
class Command:
    """The command on one engine, and the folder that it is run in."""

    folder: Path
    engine: str

    def run(self, definition: str, events: Path, *options: str) -> Result:
        """With the definition's text and a file of events."""
        path = self.folder / "trial.yml"
        path.write_text(definition, encoding="utf-8")
        arguments = ["funnel", "run", str(path), "--events", str(events), "--engine", self.engine]
        return CliRunner().invoke(main, [*arguments, *options])

    def outcome(self, definition: str, events: Path, *options: str) -> dict[str, Any]:
        """What --json says; that it ended well is asserted."""
        result = self.run(definition, events, "--json", *options)
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    def csv(self, *rows: str, header: str = HEADER, name: str = "events.csv") -> Path:
        """A file of events."""
        path = self.folder / name
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return path


def counts(outcome: dict[str, Any]) -> list[int]:
    """How many entities reached each step."""
    return [step["entity_count"] for step in outcome["steps"]]
