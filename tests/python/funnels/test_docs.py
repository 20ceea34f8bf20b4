"""docs/funnels.md: every picture of a stream is what the macros say, on both engines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.python.funnels.definition import Event
from tests.python.funnels.macro_call import EVENTS
from tests.python.funnels.notation import MIDNIGHT, elapsed

from org_funnels.tracking_plan.generate.funnel_call import macro_arguments, result_arguments
from org_funnels.tracking_plan.generate.jinja import Call, expression
from org_funnels.tracking_plan.trial_funnel import load_trial_funnel

if TYPE_CHECKING:
    from tests.python.funnels.engine import Engine

    from org_funnels.tracking_plan.trial_funnel import TrialFunnel

PAGE = Path(__file__).parents[3] / "docs/funnels.md"

_BLOCK = re.compile(r"^```(yaml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TOKEN = re.compile(r"─(?P<gap>\d+[smhd])─|(?P<event>\[?[A-Z]\]?)")
_RESULT = re.compile(r"(nothing|not counted|reached (?P<count>\d))(, (?P<status>[a-z ]+?))?(\s{2}|$)")


@dataclass(frozen=True)
class Picture:
    """One line: what an entity did, what of it counts, and how far it came."""

    line: str
    events: tuple[Event, ...]
    counted: tuple[str, ...]
    reached: int | None
    status: str | None


def _picture(line: str, number: int) -> Picture:
    stream, result = line[: _found(line).start()], _found(line)
    now, events, counted = MIDNIGHT, [], []
    for token in _TOKEN.finditer(stream):
        if token["gap"]:
            now += elapsed(token["gap"].removesuffix("s"))
            continue
        event_id = f"{number}-{len(events)}"
        name = token["event"].strip("[]")
        events.append(Event(event_id, str(number), now, name, user_id=None))
        counted += [event_id] if "[" in token["event"] else []
    reached = int(result["count"]) if result["count"] else None
    return Picture(line, tuple(events), tuple(counted), reached, result["status"])


def _found(line: str) -> re.Match[str]:
    found = _RESULT.search(line)
    assert found, f"{line!r} says no result"
    return found


def _definitions(folder: Path) -> list[tuple[str, list[Picture]]]:
    """Each picture block with the last definition before it."""
    definition, found = "", []
    for kind, text in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "yaml":
            definition = text
        else:
            pictures = [_picture(line, n) for n, line in enumerate(text.splitlines())]
            found.append((definition, pictures))
    return found


DEFINITIONS = _definitions(PAGE.parent)
TITLES = [pictures[0].line for _, pictures in DEFINITIONS]


def test_the_page_has_its_pictures() -> None:
    assert sum(len(pictures) for _, pictures in DEFINITIONS) > 40


@pytest.mark.parametrize(("definition", "pictures"), DEFINITIONS, ids=TITLES)
def test_a_picture_is_what_the_macros_say(
    definition: str, pictures: list[Picture], engine: Engine, tmp_path: Path
) -> None:
    funnel = _load(definition, tmp_path)
    said = {}
    for picture in pictures:
        engine.load(picture.events)
        said[picture.line] = _answer(engine, funnel)

    assert said == {picture.line: _expected(picture) for picture in pictures}


def test_times_of_a_chain_never_fall() -> None:
    for _, pictures in DEFINITIONS:
        for picture in pictures:
            times = [event.occurred_at for event in picture.events]
            assert all(a <= b for a, b in pairwise(times) if a and b)
