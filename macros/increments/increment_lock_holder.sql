{#
increment_lock_holder(key)

    SQL for who holds an advisory lock on PostgreSQL: its process, its user and host, and since when its
    transaction goes on (UTC). No row where it has just been let go.

    key: SQL of the lock's number, which PostgreSQL shows in two halves
#}
{% macro increment_lock_holder(key) -%}
    select
        activity.pid,
        activity.usename || coalesce('@' || host(activity.client_addr), '') as who,
        to_char(activity.xact_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as since
    from pg_locks as locks
    inner join pg_stat_activity as activity
        on locks.pid = activity.pid
    where
        locks.locktype = 'advisory'
        and locks.granted
        and locks.classid = cast(({{ key }} >> 32) & 4294967295 as oid)
        and locks.objid = cast({{ key }} & 4294967295 as oid)
{%- endmacro %}
