-- Who held which name, and when: production's history, its present names, the reviewed aliases.
{{ config(materialized='increment') }}
{{ org_funnels.also_reads('state_unread') }}
with

history as (

    select
        org_id,
        {{ org_funnels.trimmed('org_name') }} as org_name,
        valid_from,
        valid_to

    from {{ ref('int_production__org_names') }}

),

-- without a history, the name that an org has now is the one it always had
present as (

    select
        orgs.org_id,
        {{ org_funnels.trimmed('orgs.org_name') }} as org_name,
        cast(null as timestamp) as valid_from,
        cast(null as timestamp) as valid_to

    from {{ ref('int_production__orgs') }} as orgs

    left join history
        on orgs.org_id = history.org_id

    where history.org_id is null

),

aliases as (

    select
        org_id,
        {{ org_funnels.trimmed('org_name') }} as org_name,
        valid_from,
        valid_to

    from {{ ref('int_production__org_aliases') }}

),

holders as (

    select *, false as is_alias from history

    union all

    select *, false as is_alias from present

    union all

    select *, true as is_alias from aliases

),

intervals as (

    select
        org_id,
        org_name,
        {{ org_funnels.fold_case('org_name') }} as folded_name,
        is_alias,
        coalesce(valid_from, {{ org_funnels.beginning_of_time() }}) as valid_from,
        coalesce(valid_to, {{ org_funnels.end_of_time() }}) as valid_to

    from holders

    where org_id is not null and org_name <> ''

)

-- an org renamed twice in one moment held the name in between at no time
select * from intervals
where valid_from < valid_to
