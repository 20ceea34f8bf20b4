"""Incidents, what was told of them and what people said, as rows of the log and back."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from org_funnels.incidents.decide import State
from org_funnels.incidents.finding import Key
from org_funnels.incidents.incident import Incident, Part, Told
from org_funnels.incidents.mute import Acknowledgement, Mute, Said
from org_funnels.log.tables import ACKNOWLEDGEMENTS, INCIDENT_CHANGES, MUTES, NOTIFICATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from org_funnels.incidents.decide import Change
    from org_funnels.log import Log

DELIVERED = "delivered"


def read_state(log: Log) -> State:
    """Everything that the next decision depends on."""
    return State(
        incidents=tuple(read_incidents(log)),
        told=_told(log.rows(NOTIFICATIONS)),
        said=read_said(log),
    )


def read_incidents(log: Log) -> list[Incident]:
    """Every incident as it stands, in the order in which they opened."""
    found = [_incident(row) for row in log.latest(INCIDENT_CHANGES, "incident_id")]
    return sorted(found, key=lambda incident: (incident.opened_at, incident.incident_id))


def read_said(log: Log) -> Said:
    """The mutes and acknowledgements, expired ones too."""
    return Said(
        mutes=tuple(Mute(**row) for row in log.rows(MUTES)),
        acknowledgements=tuple(Acknowledgement(**row) for row in log.rows(ACKNOWLEDGEMENTS)),
    )


def change_rows(
    log: Log, changes: Iterable[Change], run_id: str, now: datetime
) -> list[dict[str, Any]]:
    """The changes as the log has them: each is the whole incident."""
    latest = log.latest(INCIDENT_CHANGES, "incident_id")
    numbers = {row["incident_id"]: row["change_number"] for row in latest}
    return [
        {
            "run_id": run_id,
            "changed_at": now,
            "change_number": numbers.get(change.incident.incident_id, 0) + 1,
            "change": change.kind,
            **_row(change.incident),
        }
        for change in changes
    ]


def _row(incident: Incident) -> dict[str, Any]:
    return {
        "incident_id": incident.incident_id,
        "check_name": incident.check_name,
        "subject": incident.subject,
        "reason": incident.reason,
        "owner": incident.owner,
        "source": incident.source,
        "severity": incident.severity,
        "missing_count": incident.missing_count,
        "opened_at": incident.opened_at,
        "resolved_at": incident.resolved_at,
        "resolution": incident.resolution,
        "resolution_text": incident.resolution_text,
        "is_hushed": incident.is_hushed,
        "headline": incident.headline,
        "details": json.dumps(incident.details, ensure_ascii=False),
        "parts": json.dumps([_part_row(part) for part in incident.parts], ensure_ascii=False),
    }


def _part_row(part: Part) -> dict[str, Any]:
    key = part.key
    return {
        "check_name": key.check_name,
        "subject": key.subject,
        "reason": key.reason,
        "window": key.window.isoformat() if key.window else None,
        "severity": part.severity,
        "missing_count": part.missing_count,
    }


def _incident(row: Mapping[str, Any]) -> Incident:
    same = (
        "incident_id",
        "check_name",
        "subject",
        "reason",
        "owner",
        "source",
        "severity",
        "missing_count",
        "opened_at",
        "resolved_at",
        "resolution",
        "resolution_text",
        "is_hushed",
        "headline",
    )
    return Incident(
        **{name: row[name] for name in same},
        details=tuple(json.loads(row["details"])),
        parts=tuple(_part(part) for part in json.loads(row["parts"])),
    )


def _part(row: Mapping[str, Any]) -> Part:
    window = date.fromisoformat(row["window"]) if row["window"] else None
    key = Key(row["check_name"], row["subject"], row["reason"], window)
    return Part(key, row["severity"], row["missing_count"])


def _told(rows: Iterable[Mapping[str, Any]]) -> dict[str, Told]:
    """The last message about each incident that reached somebody, by any channel."""
    return {
        row["incident_id"]: Told(
            row["kind"], row["number"], row["severity"], row["missing_count"], row["sent_at"]
        )
        for row in rows
        if row["status"] == DELIVERED
    }
