{{ config(enabled=var('demo_company')) }}
-- Of the orgs that upgraded last month, what share are Ruby shops, and what share Python shops?
-- Last month is the calendar month before the one in which the data ends. An org is a shop of the
-- language that it used most when it upgraded.
with

as_of as (

    select as_of from {{ ref('int_as_of') }}

),

upgrades as (

    select
        changes.org_id,
        max(changes.changed_at) as upgraded_at

    from {{ ref('fct_subscription_changes') }} as changes

    cross join as_of

    where
        changes.kind = 'upgraded'
        and not changes.is_internal
        and changes.changed_at
        >= {{ dbt.dateadd('month', -1, dbt.date_trunc('month', 'as_of.as_of')) }}
        and changes.changed_at < {{ dbt.date_trunc('month', 'as_of.as_of') }}

    group by changes.org_id

),

languages as (

    select
        upgrades.org_id,
        attributes.value as language

    from upgrades

    left join {{ ref('int_orgs__attribute_intervals') }} as attributes
        on
            upgrades.org_id = attributes.org_id
            and attributes.attribute = 'language'
            and upgrades.upgraded_at >= attributes.valid_from
            and upgrades.upgraded_at < attributes.valid_to

),

shares as (

    select
        language,
        count(*) as org_count,
        sum(count(*)) over () as upgraded_org_count,
        round(100.0 * count(*) / sum(count(*)) over (), 1) as percent_of_orgs

    from languages

    group by language

)

select * from shares
order by org_count desc, language asc nulls last
