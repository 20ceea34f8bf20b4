-- How an event names a repo: by id, or by `owner/name` where only one repo has it.
{{ config(
    materialized='increment',
    unique_key='lookup_key',
    meta={'logs': [{'kind': 'repo', 'key': 'lookup_key'}]},
) }}
{{ org_funnels.also_reads('state_unread') }}
with

repos as (

    select * from {{ ref('int_production__repos') }}

),

ids as (

    select
        repo_id as lookup_key,
        repo_id

    from repos

),

names as (

    select
        repos.repo_name as lookup_key,
        min(repos.repo_id) as repo_id

    from repos

    left join ids
        on repos.repo_name = ids.lookup_key

    where repos.repo_name is not null and ids.lookup_key is null

    group by repos.repo_name

    having count(distinct repos.repo_id) = 1

),

lookup as (

    select * from ids

    union all

    select * from names

)

select * from lookup
