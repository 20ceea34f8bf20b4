"""The outcome as the page benchmarks/increments.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.budget import ratio_of
from benchmarks.increments import steps
from benchmarks.increments.budgets import MOST_SECONDS_ABOVE_FACTS_AND_MARTS, budgets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.increments.dbt_run import DbtRun
    from benchmarks.increments.outcome import Outcome, PlanCost, SideOutcome
    from benchmarks.race import Timing

_SLOWEST = 12
_MIB = 2**20


def as_page(outcome: Outcome) -> str:
    """Markdown, with a line feed at its end."""
    parts = (_head, _budgets, _runs, _models, _plans, _agreement)
    return "\n\n".join(part(outcome) for part in parts) + "\n"


def _head(outcome: Outcome) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in outcome.versions.items())
    settings = "\n".join(
        f"- {side.name}: {', '.join(f'{name} {value}' for name, value in side.settings.items())}"
        for side in outcome.sides
        if side.settings
    )
    return f"""\
# What an incremental run costs

Written by `{outcome.command}`.

{outcome.rows:,} events of {outcome.orgs:,} orgs in a year, in {outcome.events} raw tables, 1 % of
them delivered twice; 3 funnels, 1 reconciliation, and a production database. A history is loaded
and built, and then runs again and again with a little more, as by `org-funnels run`: it looks at
the sources, and dbt runs what something new reaches. All times are of that look, models and
hooks, by dbt's own `run_results.json`, one model at a time. {_rounds(outcome.rounds)}
Read the ratios: the seconds are of one machine ({outcome.machine.sentence}) with {versions}.
Settings that are not the engine's defaults:

{settings}

- **plain union**: `create table as select … union all` of the raw tables' columns as they are,
  without what nothing reads (`context_…`).
- **the staging models' union**: the same once every value is cast and properties are JSON.
- **full build**: `dbt run`, all models. *Up to fct_events and event_ledger*: those, and what they
  read.
- **1 % new rows**: what is loaded in the next hundredth of a year: events of all orgs, of which
  some are late or known already.
- **the same new rows** on histories of another length: a longer one is the same events and older
  ones. Orgs and users are as many.
- **rename**: production closes the largest org's name and opens another. **Corrected**: it
  writes another name over the old one, so that what was sent under the old one finds no org.
- **a link**: one identify call says whose an anonymous id was that has
  {_moved(outcome)} events all over the year."""


def _rounds(rounds: int) -> str:
    if rounds == 1:
        return "Each step is run once."
    return f"Short steps are run {rounds} times, and their median counts."


def _moved(outcome: Outcome) -> str:
    return " and ".join(f"{count:,}" for count in sorted({side.moved for side in outcome.sides}))


def _budgets(outcome: Outcome) -> str:
    rows = []
    for side in outcome.sides:
        for budget in budgets(side.name, outcome.histories):
            ratio = ratio_of(budget.timed, budget.compared, outcome.timings)
            verdict = budget.verdict(outcome.timings)
            wanted = f"at most {budget.at_most:g}"
            rows.append((budget.timed, budget.compared, _ratio(ratio), wanted, verdict))
    header = ("timed", "compared with", "times as long", "budget", "verdict")
    return "## Budgets\n\n" + _table(header, [*rows, *_plan_budgets(outcome)])


def _plan_budgets(outcome: Outcome) -> Iterable[tuple[str, ...]]:
    most = MOST_SECONDS_ABOVE_FACTS_AND_MARTS
    for side in outcome.sides:
        if side.plan:
            seconds = side.plan.above_facts_and_marts
            verdict = "met" if seconds <= most else "not met"
            timed = f"{side.name}, {side.plan.events} planned events, new rows in all: whole run"
            wanted = f"at most {most:g} s more"
            yield (timed, "its facts and marts", f"{seconds:.1f} s more", wanted, verdict)


def _runs(outcome: Outcome) -> str:
    sections = ["## Runs", "Memory is what dbt's process held at most, and the server's with its"]
    sections[1] += " sessions, what they share counted once."
    for side in outcome.sides:
        header = (f"{side.name}, {side.rows:,} raw rows", "seconds", "fastest to slowest")
        more = ("whole command", "dbt", "server")
        sections.append(_table((*header, *more), _run_rows(side)))
    return "\n\n".join(sections)


def _run_rows(side: SideOutcome) -> Iterable[tuple[str, ...]]:
    timings = side.timings
    for step in (steps.UNION, steps.CASTS, steps.LEDGER):
        name = f"{side.name}, {step}"
        if name in timings:
            yield (step, f"{timings[name].median:.2f}", "", "", "", "")
    for step, runs in side.runs.items():
        timing = timings[f"{side.name}, {step}"]
        yield (
            step,
            f"{timing.median:.2f}",
            _range(timing),
            f"{_median_wall(runs):.1f}",
            _memory(run.dbt_bytes for run in runs),
            _memory(run.server_bytes for run in runs),
        )


def _models(outcome: Outcome) -> str:
    shown = (steps.FULL, steps.NEW, steps.NOTHING_ALL, steps.CORRECTION, steps.LINK)
    sections = ["## What takes the time"]
    for side in outcome.sides:
        rows = [
            (step, _slowest(side.runs[step][-1], side.path)) for step in shown if step in side.runs
        ]
        sections.append(_table((side.name, "seconds of the slowest models"), rows))
        sections.append(_table(*_kind_table(side, shown)))
    return "\n\n".join(sections)


def _kind_table(
    side: SideOutcome, shown: Iterable[str]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """How much of a run is spent on which kind of models: making views anew is no computing."""
    found = {step: side.runs[step][-1].by_kind(side.kinds) for step in shown if step in side.runs}
    counts = {kind: count for kinds in found.values() for kind, (_, count) in kinds.items()}
    header = (side.name, *(f"{count} {kind}" for kind, count in sorted(counts.items())))
    rows = [
        (step, *(f"{kinds.get(kind, (0.0, 0))[0]:.2f}" for kind in sorted(counts)))
        for step, kinds in found.items()
    ]
    return header, rows


def _slowest(run: DbtRun, path: set[str]) -> str:
    """With how much of the whole run they are, and how much is the path to the ledger."""
    slowest = run.slowest(_SLOWEST)
    rest = run.model_seconds - sum(seconds for _, seconds in slowest)
    shown = [f"{name} {seconds:.2f}" for name, seconds in slowest]
    others = f"the {max(len(run.nodes) - len(slowest), 0)} others {rest:.2f}"
    return f"{', '.join(shown)}, {others}; up to the ledger {run.seconds_of(path):.2f}"


def _plans(outcome: Outcome) -> str:
    plans = [(side.name, side.plan) for side in outcome.sides if side.plan]
    if not plans:
        return "## A large tracking plan\n\nNot measured."
    header = ("whole commands, seconds", *(name for name, _ in plans))
    text = (
        f"## A large tracking plan\n\n{plans[0][1].events} events in as many raw tables,"
        f" {plans[0][1].models} models, next to no rows. Commands are whole, with dbt's start."
    )
    return f"{text}\n\n{_table(header, _plan_rows([plan for _, plan in plans]))}"


def _plan_rows(plans: list[PlanCost]) -> Iterable[tuple[str, ...]]:
    yield ("parse, from nothing", *(f"{plan.parse:.1f}" for plan in plans))
    yield ("compile", *(f"{plan.compile:.1f}" for plan in plans))
    yield ("dbt run, no new rows", *(f"{plan.run:.1f}" for plan in plans))
    yield ("scheduled run, no new rows", *(f"{plan.nothing:.1f}" for plan in plans))
    yield ("scheduled run, new rows in all tables", *(f"{plan.new:.1f}" for plan in plans))
    for kind in sorted(plans[0].by_kind):
        found = [plan.by_kind.get(kind, (0.0, 0)) for plan in plans]
        yield (f"of it, {found[0][1]} of {kind}", *(f"{seconds:.1f}" for seconds, _ in found))


def _agreement(outcome: Outcome) -> str:
    lines = ["## Increments and a full refresh", ""]
    if outcome.differences:
        return "\n".join([*lines, "**They differ:**", "", *(f"- {d}" for d in outcome.differences)])
    lines.append("After all of these runs every table holds the same rows as a full refresh in")
    lines.append("other schemas: their number, and a sum of their hashes, of each of")
    lines += ["", *(_compared(names, tables) for tables, names in _alike(outcome.sides).items())]
    return "\n".join(lines)


def _alike(sides: Iterable[SideOutcome]) -> dict[tuple[str, ...], list[str]]:
    """Tables with their numbers of rows, and the engines that have them so: as a rule all."""
    found: dict[tuple[str, ...], list[str]] = {}
    for side in sides:
        tables = (f"{name.split('.')[-1]} {rows:,}" for name, rows in side.compared.items())
        found.setdefault(tuple(tables), []).append(side.name)
    return found


def _compared(engines: Iterable[str], tables: tuple[str, ...]) -> str:
    return f"- {' and '.join(engines)}, {len(tables)} tables: {', '.join(tables)}"


def _median_wall(runs: list[DbtRun]) -> float:
    return sorted(run.wall_seconds for run in runs)[len(runs) // 2]


def _memory(sizes: Iterable[int]) -> str:
    most = max(sizes)
    return f"{most / _MIB:,.0f} MiB" if most else ""


def _range(timing: Timing) -> str:
    if len(timing.seconds) == 1:
        return ""
    return f"{min(timing.seconds):.2f} to {max(timing.seconds):.2f}"


def _ratio(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.3f}"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, ("---", *("---:" for _ in header[1:])), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
