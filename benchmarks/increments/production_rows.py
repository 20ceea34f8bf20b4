"""The made-up company's database, as SQL that DuckDB runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.increments.stream import END, RENAMED_AT, member_count

if TYPE_CHECKING:
    from benchmarks.increments.stream import Stream

LARGEST_ORG = "o0"


def production_rows(stream: Stream) -> dict[str, str]:
    """A query for each table. All orgs and users were there before the year began."""
    orgs = f"range({stream.orgs}) as orgs (org)"
    before = f"{END} - to_days(400) - to_seconds(org)"
    return {
        "orgs": f"""
            select 'o' || org as id, 'Org ' || org as name, org % 400 = 399 as is_internal,
                (array['ruby', 'python', 'go', 'java', 'rust'])[1 + org % 5] as language,
                {before} as created_at
            from {orgs}""",
        "org_names": f"""
            select 'o' || org as org_id, 'Org ' || org as name,
                case when org % 50 = 7 then {RENAMED_AT} end as valid_from,
                cast(null as timestamp) as valid_to
            from {orgs}
            union all
            select 'o' || org, 'Old Org ' || org, null, {RENAMED_AT}
            from {orgs} where org % 50 = 7""",
        "users": f"""
            select 'u' || org || '-' || member as id, 'o' || org as org_id,
                org % 400 = 399 as is_internal, {before} as created_at
            from {orgs}, unnest(range({member_count("org")})) as members (member)""",
        "subscription_events": f"""
            select 's' || org as id, 'o' || org as org_id, 'started' as kind,
                cast(null as varchar) as from_tier, 'team' as to_tier,
                0.00 as mrr_before, 49.00 as mrr_after,
                {END} - to_days(300) + to_hours(org % 6000) as changed_at
            from {orgs} where org % 4 <> 0""",
    }


def projects_of(deliveries: str) -> str:
    """A query for the projects of events that a query gives; some more have no event."""
    return f"""
        select distinct on (project_id) project_id as id, original_timestamp as created_at
        from ({deliveries})
        union all
        select distinct on (project_id) project_id || '-lost', original_timestamp
        from ({deliveries}) where hash(project_id) % 50 = 0"""
