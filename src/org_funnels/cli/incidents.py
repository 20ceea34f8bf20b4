"""`org-funnels quality status`, `missing`, `ack`, `mute` and `history`: what people do about it."""

from __future__ import annotations

import csv
import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from org_funnels.cli.options import now_option, project_dir_option, target_option
from org_funnels.cli.wording import counted
from org_funnels.errors import UserError
from org_funnels.incidents.memory import read_incidents, read_said
from org_funnels.incidents.wording import moment
from org_funnels.log.tables import ACKNOWLEDGEMENTS, MUTES, RUNS
from org_funnels.quality.missing_keys import read_missing_keys
from org_funnels.runs.history import read_history
from org_funnels.runs.journal import ENDED, made_by
from org_funnels.runs.place import place_of
from org_funnels.tracking_plan.duration import duration_of
from org_funnels.tracking_plan.loader import load_plan
from org_funnels.tracking_plan.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from org_funnels.incidents.incident import Incident
    from org_funnels.incidents.mute import Said
    from org_funnels.runs.place import Place

in_project = project_dir_option("The dbt project.")
reason_option = click.option("--reason", required=True, help="Why, for whoever reads it later.")
json_option = click.option("--json", "json_wanted", is_flag=True, help="For a program to read.")


def _length(_ctx: click.Context, _option: click.Parameter, value: str) -> int:
    """Seconds of a length of time such as `2 hours`."""
    try:
        return duration_of(value).seconds
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


length_option = click.option(
    "--for",
    "seconds",
    default="1 day",
    show_default=True,
    callback=_length,
    help="How long it holds, such as `2 hours`.",
)


@click.command()
@target_option
@now_option
@json_option
@in_project
def status(target: str | None, now: datetime | None, json_wanted: bool, project_dir: Path) -> None:
    """Show the open incidents, and when the checks ran last."""
    place = place_of(target, project_dir, now)
    open_ones = [one for one in read_incidents(place.log) if one.is_open]
    if json_wanted:
        click.echo(json.dumps([incident_json(one) for one in open_ones], indent=2))
        return
    said = read_said(place.log)
    for incident in open_ones:
        click.echo("\n".join(_shown(incident, said, place.clock())) + "\n")
    click.echo(f"{counted(len(open_ones), 'incident')} open. {_last_run(place)}")


@click.command()
@click.argument("check_name", metavar="CHECK")
@click.argument("day", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write them to this file, for your eyes alone, instead of the terminal.",
)
@click.option(
    "--healed",
    is_flag=True,
    help="Also those whose event came when the day had been complete, with the time it came.",
)
@target_option
@in_project
def missing(
    check_name: str,
    *,
    day: datetime,
    out: Path | None,
    healed: bool,
    target: str | None,
    project_dir: Path,
) -> None:
    """List who is missing on a day, as CSV. They may be personal data: nothing else shows them.

    Who was missing, and is not any more, is left out.
    """
    place = place_of(target, project_dir)
    with place.open() as warehouse:
        rows = read_missing_keys(warehouse, check_name, day.date(), with_healed=healed)
    if out is None:
        csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
        return
    out.touch(mode=0o600)
    out.chmod(0o600)
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    click.echo(f"Wrote {counted(len(rows) - 1, 'key')} to {out}.")


@click.command()
@click.argument("incident_id", metavar="INCIDENT")
@length_option
@reason_option
@target_option
@now_option
@in_project
def ack(
    incident_id: str,
    *,
    seconds: int,
    reason: str,
    target: str | None,
    now: datetime | None,
    project_dir: Path,
) -> None:
    """Say that you are at it: no daily reminder of an incident until that has expired.

    That it got worse, or is over, is still told.
    """
    place = place_of(target, project_dir, now)
    _require_open(place, incident_id)
    row = _row(place, seconds, reason)
    place.log.append({ACKNOWLEDGEMENTS: [{"incident_id": incident_id, **row}]})
    click.echo(f"Acknowledged {incident_id} until {moment(row['expires_at'])}.")


@click.command()
@click.argument("scope", metavar="CHECK|SOURCE|INCIDENT")
@length_option
@click.option("--end", is_flag=True, help="End a mute now.")
@reason_option
@target_option
@now_option
@in_project
def mute(
    scope: str,
    *,
    seconds: int,
    end: bool,
    reason: str,
    target: str | None,
    now: datetime | None,
    project_dir: Path,
) -> None:
    """Send no message about a check, an event source or one incident until that has expired.

    It hides messages and nothing else: days are judged and incidents kept as ever.
    """
    place = place_of(target, project_dir, now)
    _require_known(place, scope)
    row = _row(place, 0 if end else seconds, reason)
    place.log.append({MUTES: [{"scope": scope, **row}]})
    until = "is no longer muted" if end else f"is muted until {moment(row['expires_at'])}"
    click.echo(f"{scope} {until}.")


@click.command()
@click.argument("check_name", required=False, metavar="[CHECK]")
@click.option("--limit", default=30, show_default=True, type=click.IntRange(min=1))
@json_option
@target_option
@in_project
def history(
    check_name: str | None, limit: int, json_wanted: bool, target: str | None, project_dir: Path
) -> None:
    """Show what happened, the newest last: runs, incidents and messages.

    With the name of a check: how its days were judged, and when that changed.
    """
    entries = read_history(place_of(target, project_dir).log, check_name)[-limit:]
    if json_wanted:
        click.echo(json.dumps([entry.as_json() for entry in entries], indent=2, default=str))
        return
    for entry in entries:
        click.echo(f"{moment(entry.at)}  {entry.what:<12} {entry.text}".rstrip())
    if not entries:
        about = f" of {check_name}" if check_name else ""
        click.echo(f"Nothing{about} was logged yet: run `org-funnels quality run`.")


def incident_json(incident: Incident) -> dict[str, Any]:
    """An incident for a program to read. No key is in it."""
    return {
        "incident_id": incident.incident_id,
        "check_name": incident.check_name,
        "subject": incident.subject,
        "reason": incident.reason,
        "owner": incident.owner,
        "source": incident.source,
        "severity": incident.severity,
        "missing_count": incident.missing_count,
        "opened_at": incident.opened_at.isoformat(),
        "windows": [day.isoformat() for day in incident.windows],
        "headline": incident.headline,
        "details": list(incident.details),
    }


def _shown(incident: Incident, said: Said, now: datetime) -> list[str]:
    lines = [f"[{incident.severity.upper()}] {incident.headline}"]
    lines += [f"  {line}" for line in incident.details]
    opened = f"opened {moment(incident.opened_at)}"
    lines.append(f"  Owner {incident.owner} | incident {incident.incident_id}, {opened}")
    for word, one in (
        ("Muted", said.mute_of(incident, now)),
        ("Acknowledged", said.acknowledgement_of(incident, now)),
    ):
        if one:
            until = moment(one.expires_at)
            lines.append(f"  {word} until {until} by {one.made_by}: {one.reason}")
    return lines


def _last_run(place: Place) -> str:
    runs = place.log.rows(RUNS)
    if not runs:
        return "No run was logged yet: run `org-funnels quality run`."
    last = max(runs, key=lambda row: (row["logged_at"], row["state"] == ENDED))
    ended = f"ended with {last['exit_code']}" if last["state"] == ENDED else "has not ended"
    return f"The last run, `{last['command']}` at {moment(last['logged_at'])}, {ended}."


def _row(place: Place, seconds: int, reason: str) -> dict[str, Any]:
    now = place.clock()
    return {
        "reason": reason,
        "made_by": made_by(),
        "made_at": now,
        "expires_at": now + timedelta(seconds=seconds),
    }


def _require_open(place: Place, incident_id: str) -> None:
    names = [one.incident_id for one in read_incidents(place.log) if one.is_open]
    if incident_id not in names:
        message = f"No open incident is called {incident_id}. {_hint(incident_id, names)}"
        raise UserError(message)


def _require_known(place: Place, scope: str) -> None:
    """Something that an incident can be about; a mute of a misspelt name would mute nothing."""
    plan = load_plan(place.project_dir)
    incidents = read_incidents(place.log)
    names = {*plan.reconciliations, *plan.settings.sources}
    names |= {
        name for one in incidents for name in (one.incident_id, one.check_name) if one.is_open
    }
    if scope not in names:
        message = (
            f"No check, event source or open incident is called {scope}. {_hint(scope, names)}"
        )
        raise UserError(message)


def _hint(name: str, known: Sequence[str] | set[str]) -> str:
    return did_you_mean(name, known)
