"""The page benchmarks/quality.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.quality.scenario import INCIDENT_HOURS, LAG_SHAPES, OUTAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.quality.findings import Detection, Watch


def as_page(watches: Sequence[Watch], detections: Sequence[Detection], command: str) -> str:
    """Markdown, with a line feed at its end."""
    return (
        "\n".join([*_head(command), *_watched(watches), *_detected(detections), *_shapes()]) + "\n"
    )


def false_alarms(watches: Iterable[Watch]) -> int:
    """Over all healthy checks."""
    return sum(watch.false_alarms for watch in watches)


def _head(command: str) -> list[str]:
    return [
        "# How well reconciliations watch",
        "",
        f"Written by `{command}`.",
        "",
        "Simulated checks are judged by the project's own models, at five past every hour. Of 100",
        "production rows one lacks its event on the best of days; the target is 97 %, critical",
        "95 %. Each look says something of the open day and the five before it.",
        "",
    ]


def _watched(watches: Sequence[Watch]) -> list[str]:
    lines = [
        "## Healthy days",
        "",
        "| events arrive | rows a day | days | looks | days judged | false alarms |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {watch.lag} | {watch.rows_per_day:,} | {watch.days:,} | {watch.looks:,} | "
        f"{watch.judgements:,} | {watch.false_alarms:,} |"
        for watch in watches
    ]
    return [*lines, ""]


def _detected(detections: Sequence[Detection]) -> list[str]:
    lines = [
        "## Hours from the first lost event to the first alarm",
        "",
        f"Each incident lasts {INCIDENT_HOURS} hours and begins at another hour of the day.",
        "",
        "| lost | rows a day | events arrive | incidents | never found | median | longest |",
        "| --- | ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {'all' if one.loss == OUTAGE.name else '15 %'} | {one.rows_per_day:,} | {one.lag} | "
        f"{one.incidents} | {one.undetected} | {_hours(one.median_hours)} | "
        f"{_hours(one.longest_hours)} |"
        for one in detections
    ]
    return [*lines, ""]


def _shapes() -> list[str]:
    return ["How events arrive:", "", *(f"- {one.name}: {one.description}" for one in LAG_SHAPES)]


def _hours(hours: float | None) -> str:
    return "" if hours is None else f"{hours:.0f} h"
