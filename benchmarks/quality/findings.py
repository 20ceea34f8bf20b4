"""What was found in a simulated year: alarms where there was nothing, and the hours until one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.quality.scenario import HEALTHY, INCIDENT_EVERY_DAYS

if TYPE_CHECKING:
    import duckdb

_ALARMING = "decision in ('critical', 'warning', 'stale')"


@dataclass(frozen=True)
class Watch:
    """A healthy check: how often it was looked at, and what was said that was not so."""

    lag: str
    rows_per_day: int
    days: int
    looks: int
    judgements: int
    false_alarms: int


@dataclass(frozen=True)
class Detection:
    """The incidents of a check: hours from the first lost event to the first alarm."""

    loss: str
    lag: str
    rows_per_day: int
    incidents: int
    undetected: int
    median_hours: float | None
    longest_hours: float | None


def watches(year: duckdb.DuckDBPyConnection) -> list[Watch]:
    """The healthy checks, by lag and size."""
    rows = year.execute(
        f"""
        select
            lag_shape, rows_per_day, day_count, count(distinct as_of), count(*),
            count(*) filter ({_ALARMING})
        from simulated_checks inner join int_reconciliations__decisions using (check_name)
        where loss = ?
        group by all order by lag_shape, rows_per_day
        """,
        [HEALTHY.name],
    ).fetchall()
    return [Watch(*row) for row in rows]


def detections(year: duckdb.DuckDBPyConnection) -> list[Detection]:
    """The others. Only what is said of the incident's own days counts."""
    rows = year.execute(
        f"""
        with alarms as (
            select
                incidents.check_name, incidents.number, incidents.begins_at,
                min(decisions.as_of) as first_alarm_at
            from simulated_incidents as incidents
            left join int_reconciliations__decisions as decisions
                on
                    incidents.check_name = decisions.check_name
                    and {_ALARMING}
                    and decisions.window_date >= cast(incidents.begins_at as date)
                    and decisions.as_of >= incidents.begins_at
                    and decisions.as_of < incidents.begins_at + interval {INCIDENT_EVERY_DAYS} day
            where incidents.begins_at < (
                select max(as_of) - interval 6 day from int_reconciliations__decisions as others
                where others.check_name = incidents.check_name
            )
            group by all
        ),

        waited as (
            select
                check_name, first_alarm_at,
                date_diff('minute', begins_at, first_alarm_at) / 60.0 as hours
            from alarms
        )

        select
            loss, lag_shape, rows_per_day, count(*), count(*) - count(first_alarm_at),
            median(hours), max(hours)
        from waited inner join simulated_checks using (check_name)
        group by all order by loss desc, rows_per_day, lag_shape
        """
    ).fetchall()
    return [Detection(*row) for row in rows]
