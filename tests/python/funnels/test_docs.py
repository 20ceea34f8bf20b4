"""docs/funnels.md: each of its pictures is what the macros say, on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.python.funnels.macro_call import EVENTS
from tests.python.funnels.picture import pictures_of

from org_funnels.tracking_plan.generate.funnel_call import macro_arguments, result_arguments
from org_funnels.tracking_plan.generate.jinja import Call, expression
from org_funnels.tracking_plan.trial_funnel import load_trial_funnel

if TYPE_CHECKING:
    from tests.python.funnels.engine import Engine, Row
    from tests.python.funnels.picture import Picture

    from org_funnels.tracking_plan.trial_funnel import TrialFunnel

PAGE = Path(__file__).parents[3] / "docs/funnels.md"
DEFINITIONS = pictures_of(PAGE.read_text(encoding="utf-8"))


def test_the_page_has_its_pictures() -> None:
    assert sum(len(pictures) for _, pictures in DEFINITIONS) == 50


@pytest.mark.parametrize("name", ["postgres", "duckdb"])
@pytest.mark.parametrize(
    ("definition", "pictures"), DEFINITIONS, ids=[f"block {n + 1}" for n in range(len(DEFINITIONS))]
)
def test_a_picture_is_what_the_macros_say(
    definition: str,
    pictures: list[Picture],
    name: str,
    engines: dict[str, Engine],
    tmp_path: Path,
) -> None:
    path = tmp_path / "funnel.yml"
    path.write_text(definition, encoding="utf-8")
    funnel = load_trial_funnel(path, plan=None)
    said = []
    for picture in pictures:
        engines[name].load(picture.events)
        said.append(_said(engines[name].rows(_model(funnel)), picture))

    assert said == [
        (picture.line, picture.reached, picture.counted, picture.status) for picture in pictures
    ]


def _model(funnel: TrialFunnel) -> str:
    attempts = Call(
        "org_funnels.funnel_attempts", (EVENTS,), tuple(macro_arguments(funnel).items())
    )
    results = Call(
        "org_funnels.funnel_results", ("attempts",), tuple(result_arguments(funnel).items())
    )
    ids = ", ".join(f"step_{number + 1}_event_id" for number in range(len(funnel.steps)))
    return (
        f"with attempts as (\n{expression(attempts)}\n), results as (\n{expression(results)}\n) "
        f"select steps_reached, status, {ids} from results"
    )


def _said(rows: list[Row], picture: Picture) -> tuple[str, int | None, tuple[str, ...], str | None]:
    """As the picture writes it: of simultaneous steps in the order of the line."""
    if not rows:
        return (picture.line, None, (), None)
    ((reached, status, *ids),) = rows
    counted = tuple(sorted(event_id for event_id in ids if event_id))
    return (picture.line, reached, counted, status if picture.status else None)
