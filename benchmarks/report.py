"""The outcome as the page benchmarks/funnels.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.budget import BUDGETS, LEADS, ratio_of
from benchmarks.contenders import (
    BOUND,
    EVENTS,
    EVERYTHING,
    FEWER_EVENTS,
    ONE_ORG,
    RESULTS,
    SELF_JOIN,
    SELF_JOIN_IN_WINDOW,
    SORTED_EVENTS,
    STEP_TABLE,
    STRICT_ONCE,
    TIMES,
    WINDOW_FUNNEL,
)
from benchmarks.event_types import STEP_NAMES
from benchmarks.funnel import GENERAL, WINDOW_DAYS
from benchmarks.race import WARMED_UP_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benchmarks.outcome import Outcome
    from benchmarks.race import Timing

_ASKED = (BOUND, TIMES, EVERYTHING, RESULTS, SELF_JOIN, SELF_JOIN_IN_WINDOW)
_ASKED_OF_PEER = (BOUND, WINDOW_FUNNEL, STRICT_ONCE)
_OURS = ("DuckDB", "PostgreSQL")


def as_page(outcome: Outcome) -> str:
    """Markdown, with a line feed at its end."""
    parts = (_head, _budgets, _plain, _others, _agreement)
    return "\n\n".join(part(outcome) for part in parts) + "\n"


def _head(outcome: Outcome) -> str:
    many = outcome.files.many
    versions = ", ".join(f"{name} {version}" for name, version in outcome.versions.items())
    quick = f"{WARMED_UP_SECONDS:.0f} seconds"
    return f"""\
# How fast the funnels are

Written by `{outcome.command}`.

{many.rows:,} events of {many.orgs:,} orgs, eight types of event, one year: a funnel of
{len(STEP_NAMES)} steps and {WINDOW_DAYS} days, whose steps are four events in ten. Medians of
{outcome.rounds} rounds; in each everything runs in turn, what takes up to {quick} twice, of which
the second counts, as the first has to get back the memory and the caches that another engine used.
Read the ratios: the seconds are of one machine ({outcome.machine.sentence}) with {versions}.

- **events**: as they arrive, in order of time. DuckDB and ClickHouse read the same Parquet file,
  PostgreSQL a table without an index.
- **step table**: only the events of the steps, by org and time; on PostgreSQL with an index in that
  order that holds all its columns.
- **sorted events**: all events, by org and time, in ClickHouse's own table.
- **times**: `funnel_attempts()` for how far each org got and when it reached each step.
  **All columns**: its events, users and status too. An engine computes only what is asked for.
- **windowFunnel** tells how far each org got, and no times. `strict_once` uses an event once, as
  our funnels do.
- **filter and group by**: reads the events of the steps and groups them by org. No funnel can do
  less.
- **chained self-join**: each step's events joined with what the step before found, the way of the
  best-known funnel macro for dbt, which has no window. With one there are fewer pairs."""


def _budgets(outcome: Outcome) -> str:
    rows = []
    for budget in BUDGETS:
        ratio = ratio_of(budget.timed, budget.compared, outcome.timings)
        verdict = budget.verdict(outcome.timings)
        wanted = f"at most {budget.at_most:g}"
        rows.append((budget.timed, budget.compared, _ratio(ratio), wanted, verdict))
    for lead in LEADS:
        ratio = ratio_of(lead.other, lead.timed, outcome.timings)
        verdict = lead.verdict(outcome.timings)
        shown = _unfinished(_ratio(ratio), outcome.timings.get(lead.other))
        rows.append((lead.other, lead.timed, shown, f"at least {lead.at_least:g}", verdict))
    header = ("timed", "compared with", "times as long", "budget", "verdict")
    return "## Budgets\n\n" + _table(header, rows)


def _plain(outcome: Outcome) -> str:
    sections = ["## The plain funnel"]
    for engine in (*_OURS, "ClickHouse"):
        for source in (EVENTS, STEP_TABLE, SORTED_EVENTS):
            asked = _ASKED if engine in _OURS else _ASKED_OF_PEER
            names = [f"{engine}, {source}: {question}" for question in asked]
            rows = list(_rows(names, names[0], outcome.timings))
            if rows:
                header = (f"{engine}, {source}", "seconds", "fastest to slowest", "times the bound")
                sections.append(_table(header, rows))
    return "\n\n".join(sections)


def _others(outcome: Outcome) -> str:
    fewer = outcome.files.fewer
    sections = [
        "## Other funnels, and one big org",
        f"On {fewer.rows:,} events of {fewer.orgs:,} orgs, all with times. For *{ONE_ORG}*\n"
        f"the same {fewer.rows:,} events are one org's.",
    ]
    for engine in _OURS:
        plain = f"{engine}, {FEWER_EVENTS}: {TIMES}"
        names = [plain, f"{engine}, {ONE_ORG}: {TIMES}"]
        names += [f"{engine}, {FEWER_EVENTS}: {funnel.name}" for funnel in GENERAL]
        rows = list(_rows(names, plain, outcome.timings))
        shown = [(name.replace(TIMES, "the plain funnel"), *rest) for name, *rest in rows]
        header = (engine, "seconds", "fastest to slowest", "times the plain funnel")
        sections.append(_table(header, shown))
    return "\n\n".join(sections)


def _agreement(outcome: Outcome) -> str:
    lines = ["## Answers", ""]
    if outcome.disagreements:
        lines += ["**They disagree:**", "", *(f"- {line}" for line in outcome.disagreements)]
    else:
        reached = ", ".join(f"{count:,}" for count in outcome.plain.entities)
        lines += [
            "All agree: how many orgs got how far, which they are, and, between ours, the time,",
            "the event and the user of every step of every attempt.",
            f"Orgs whose furthest step is the 1st, 2nd and so on: {reached}.",
        ]
    lines += ["", "Compared:", "", *(f"- {line}" for line in outcome.compared)]
    return "\n".join(lines)


def _rows(
    names: Iterable[str], compared: str, timings: Mapping[str, Timing]
) -> Iterable[tuple[str, ...]]:
    for name in names:
        if name in timings:
            timing = timings[name]
            ratio = _unfinished(_ratio(ratio_of(name, compared, timings)), timing)
            yield (_question(name), _seconds(timing), _range(timing), ratio)


def _question(name: str) -> str:
    """What is asked, and of what where that is not in the table's head."""
    source, question = name.split(", ", 1)[1].split(": ", 1)
    return f"{question}, {source}" if source == ONE_ORG else question


def _seconds(timing: Timing) -> str:
    return _unfinished(f"{timing.median:.2f}", timing)


def _range(timing: Timing) -> str:
    if not timing.is_finished:
        return "did not finish"
    return f"{min(timing.seconds):.2f} to {max(timing.seconds):.2f}"


def _ratio(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"


def _unfinished(shown: str, timing: Timing | None) -> str:
    """More than that, where the time limit ended it."""
    return f"> {shown}" if shown and timing and not timing.is_finished else shown


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, ("---", *("---:" for _ in header[1:])), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
