"""What becomes known late: a rename, a name put right, a link."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.increments.production_rows import LARGEST_ORG
from benchmarks.increments.raw_files import PRODUCTION_SCHEMA, WEB_SCHEMA
from benchmarks.increments.stream import UNCLAIMED

_NAMES = f"{PRODUCTION_SCHEMA}.org_names"


@dataclass(frozen=True)
class LateChange:
    """Statements of one change, on either engine."""

    name: str
    statements: tuple[str, ...]


CORRECTION = LateChange(
    "the largest org's name corrected",
    (
        f"update {_NAMES} set name = 'Corrected' "
        f"where org_id = '{LARGEST_ORG}' and valid_from is null",
    ),
)


def rename(moment: str) -> LateChange:
    """The largest org has another name from a moment on, which is SQL."""
    return LateChange(
        "rename of the largest org",
        (
            f"update {_NAMES} set valid_to = {moment} where org_id = '{LARGEST_ORG}'",
            f"insert into {_NAMES} values ('{LARGEST_ORG}', 'Renamed', {moment}, null)",
            f"update {PRODUCTION_SCHEMA}.orgs set name = 'Renamed' where id = '{LARGEST_ORG}'",
        ),
    )


def link(user: str, loaded_at: str) -> LateChange:
    """Who the unclaimed anonymous id was all the time. `loaded_at` is SQL, after all else."""
    times = "received_at, uuid_ts, sent_at, original_timestamp, timestamp"
    quoted = ", ".join(f'"{name}"' for name in times.split(", "))
    return LateChange(
        "a link that moves events",
        (
            f"insert into {WEB_SCHEMA}.identifies (id, anonymous_id, user_id, {quoted}) "
            f"values ('link', '{UNCLAIMED}', '{user}', {', '.join([loaded_at] * 5)})",
        ),
    )
