{#
The org of an event that says nothing of one, from its user's memberships: only where the user was
in exactly one org at that time, and only with var('org_attribution') = 'membership'. Else no rows.
#}
{%- set attribution = var('org_attribution') -%}
{%- if attribution not in ['none', 'membership'] -%}
    {{ exceptions.raise_compiler_error(
        "var('org_attribution') is " ~ attribution ~ ", and must be none or membership. Set it under "
        ~ "vars in dbt_project.yml: membership gives an event that names no org to its user's only org."
    ) }}
{%- endif -%}
with

member_orgs as (

    select * from {{ ref('int_events__member_orgs') }}

),

sole_memberships as (

    select
        event_id,
        min(org_id) as org_id

    from member_orgs

    where {{ 'true' if attribution == 'membership' else 'false' }}

    group by event_id

    having count(*) = 1

)

select * from sole_memberships
