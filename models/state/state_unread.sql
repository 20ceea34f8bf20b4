-- What has changed in a model since another that reads it was last computed.
with

consumed as (

    select
        model as reader,
        upstream,
        max(version) as last_version

    from {{ ref('state_versions') }}

    -- a model's own version is no reading
    where model <> upstream

    group by
        model,
        upstream

),

changes as (

    select * from {{ ref('state_changes') }}

),

unread as (

    select
        consumed.reader,
        consumed.upstream,
        changes.version,
        changes.kind,
        changes.key,
        changes.from_at,
        changes.to_at

    from consumed

    inner join changes
        on
            consumed.upstream = changes.model
            and consumed.last_version < changes.version

)

select * from unread
