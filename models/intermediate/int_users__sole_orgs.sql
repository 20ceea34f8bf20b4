{#
When a user was in exactly one org, and which: what an event that says nothing of an org is given, only
with var('org_attribution') = 'membership'. Else no rows.
#}
{{ config(
    materialized='increment',
    unique_key=['user_id', 'valid_from'],
    meta={'logs': [{'kind': 'user', 'key': 'user_id'}]},
) }}
{%- set attribution = var('org_attribution') -%}
{%- if attribution not in ['none', 'membership'] -%}
    {{ exceptions.raise_compiler_error(
        "var('org_attribution') is " ~ attribution ~ ", and must be none or membership. Set it under "
        ~ "vars in dbt_project.yml: membership gives an event that names no org to its user's only org."
    ) }}
{%- endif %}
{{ org_funnels.also_reads('state_unread') }}
with

memberships as (

    select * from {{ ref('int_users__memberships') }}
    where {{ 'true' if attribution == 'membership' else 'false' }} and valid_from < valid_to

),

bounds as (

    select user_id, valid_from as starts_at from memberships

    union

    select user_id, valid_to as starts_at from memberships

),

-- stretches of time in which the user joins and leaves no org
segments as (

    select
        user_id,
        starts_at as valid_from,
        lead(starts_at) over (partition by user_id order by starts_at) as valid_to

    from bounds

),

sole_orgs as (

    select
        segments.user_id,
        segments.valid_from,
        segments.valid_to,
        min(memberships.org_id) as org_id

    from segments

    inner join memberships
        on
            segments.user_id = memberships.user_id
            and segments.valid_from >= memberships.valid_from
            and segments.valid_from < memberships.valid_to

    group by
        segments.user_id,
        segments.valid_from,
        segments.valid_to

    having count(distinct memberships.org_id) = 1

)

select * from sole_orgs
