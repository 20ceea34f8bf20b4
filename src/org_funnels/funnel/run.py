"""Run one definition, from its file to its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.funnel.engines import Session, holding, open_desk, read_only
from org_funnels.funnel.file_events import read_file_events
from org_funnels.funnel.input import file_input, warehouse_input
from org_funnels.funnel.macros_folder import find_macros
from org_funnels.funnel.notes import notes_on, notes_on_segments
from org_funnels.funnel.numbers import trial_outcome
from org_funnels.funnel.output import check_out, write_attempts
from org_funnels.funnel.query import run_funnel
from org_funnels.funnel.relations import project_variables, relations_of
from org_funnels.funnel.rendering import Renderer
from org_funnels.funnel.segment_names import unknown_segments
from org_funnels.tracking_plan import load_plan
from org_funnels.tracking_plan.trial_funnel import load_trial_funnel
from org_funnels.warehouse.profiles import read_target

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.funnel.outcome import Outcome

IN_MEMORY = "duckdb"

_DEFAULT_MATURITY_DAYS = 30


@dataclass(frozen=True)
class Trial:
    """What a definition gave, and what is to be said beside it."""

    outcome: Outcome
    notes: tuple[str, ...] = ()


def run_on_file(
    path: Path, events: Path, engine: str, project_dir: Path, out: Path | None
) -> Trial:
    """On a file of events. Nothing is written but `out`, and tables of the session."""
    definition = load_trial_funnel(path, None)
    check_out(out, events)
    target = None if engine == IN_MEMORY else read_target(engine, project_dir)
    macros = find_macros(project_dir)
    with open_desk() as desk:
        read = read_file_events(desk.duckdb, Renderer("duckdb", macros), events, definition)
        with holding(desk, read, target) as warehouse:
            session = Session(warehouse, Renderer(warehouse.engine, macros), desk)
            given = file_input(session.macros, read, definition)
            answers = run_funnel(session, definition, given)
            write_attempts(session, len(definition.steps), out)
    outcome = trial_outcome(path.stem, engine, definition, answers, read.left_out)
    return Trial(outcome, tuple(notes_on(read, definition)))


def run_on_warehouse(path: Path, engine: str | None, project_dir: Path, out: Path | None) -> Trial:
    """On what dbt built. The definition is checked against the project's tracking plan."""
    definition = load_trial_funnel(path, load_plan(project_dir))
    check_out(out)
    target, variables = read_target(engine, project_dir), project_variables(project_dir)
    macros = find_macros(project_dir)
    with open_desk() as desk, read_only(target) as warehouse:
        relations = relations_of(warehouse, project_dir)
        session = Session(warehouse, Renderer(warehouse.engine, macros, relations, variables), desk)
        given = warehouse_input(session.macros, definition, relations, _maturity_days(variables))
        answers = run_funnel(session, definition, given)
        unknown = unknown_segments(session, relations, definition, answers)
        write_attempts(session, len(definition.steps), out)
    outcome = trial_outcome(path.stem, target.name, definition, answers)
    return Trial(outcome, tuple(notes_on_segments(unknown)))


def _maturity_days(variables: dict[str, Any]) -> int:
    return int(variables.get("default_maturity", _DEFAULT_MATURITY_DAYS))
