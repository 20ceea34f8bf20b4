"""The pictures of streams in docs/funnels.md: `[A] ─10m─ [B]   reached 2`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.python.funnels.definition import Event
from tests.python.funnels.notation import MIDNIGHT, elapsed

_BLOCK = re.compile(r"^```(yaml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TOKEN = re.compile(r"─(?P<gap>\d+[smhd])─|(?P<event>\[?[A-Z]\]?)")
_RESULT = re.compile(
    r" (?:nothing|not counted|reached (?P<count>\d)(?:, (?P<status>\w+(?: \w+)*))?)(?: {2}|$)"
)


@dataclass(frozen=True)
class Picture:
    """One line: what an entity did, which of it counts, how far that came."""

    line: str
    events: tuple[Event, ...]
    counted: tuple[str, ...]
    reached: int | None
    status: str | None


def pictures_of(page: str) -> list[tuple[str, list[Picture]]]:
    """The pictures of each block, with the definition that was last given before it."""
    definition, found = "", []
    for kind, text in _BLOCK.findall(page):
        if kind == "yaml":
            definition = text
        else:
            found.append((definition, [picture_of(line) for line in text.splitlines()]))
    return found


def picture_of(line: str) -> Picture:
    """A line, read."""
    result = _RESULT.search(line)
    if result is None:
        msg = f"{line!r} does not say what comes out"
        raise ValueError(msg)
    now = MIDNIGHT
    events: list[Event] = []
    counted: list[str] = []
    for token in _TOKEN.finditer(line[: result.start()]):
        if token["gap"]:
            now += elapsed(token["gap"].removesuffix("s"))
            continue
        event_id = f"e{len(events) + 1}"
        events.append(Event(event_id, "o-1", now, token["event"].strip("[]")))
        counted += [event_id] if "[" in token["event"] else []
    status = result["status"].replace(" ", "_") if result["status"] else None
    reached = int(result["count"]) if result["count"] else None
    return Picture(line, tuple(events), tuple(counted), reached, status)
