{#
touched_deliveries()

    A pre-hook of int_events__dispositions. Reads the raw rows that were loaded since the last time,
    and a little longer, and compares them with what is known of the same stretch. Makes, for this
    transaction:

        touched                 event_id, of which a delivery came, changed or went, or is held against
                                another end of the data; for rows without an id their source_table and
                                loaded_date
        deliveries_of_touched   all deliveries of these, in the columns of event_columns(): raw rows of
                                the stretch, and from before it what is known

    Nothing where the model is not there yet, is built anew, or was made by a version of the package that
    knew other columns: then it is built anew too. Notes how far each raw table has been read: before the
    model reads it all, if it does, so that what comes in between is read again the next time.
#}
{% macro touched_deliveries() -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set wanted = org_funnels.event_columns() | map(attribute=0) | list -%}
    {%- set is_compared = org_funnels.has_columns(load_relation(this), wanted) and not should_full_refresh() -%}
    {%- if is_compared -%}
        {%- set columns = wanted | join(', ') -%}
        {%- set recent = org_funnels.recent_known_loads() -%}
        {%- set same_day = 'source_table, cast(loaded_at as date)' -%}
        {%- do org_funnels.read_deliveries() -%}
        {%- do org_funnels.temporary_table('deliveries_known', org_funnels.known_loads(columns ~ ', reason', recent)) -%}
        {%- do org_funnels.temporary_table('touched',
            'select distinct event_id, case when event_id is null then source_table end as source_table, '
            ~ 'case when event_id is null then cast(loaded_at as date) end as loaded_date from ('
            ~ '(select * from deliveries_read except all select ' ~ columns ~ ' from deliveries_known) union all '
            ~ '(select ' ~ columns ~ ' from deliveries_known except all select * from deliveries_read) union all '
            ~ 'select ' ~ columns ~ ' from deliveries_known where ' ~ org_funnels.is_judged_anew()
            ~ ') as changed') -%}
        {%- set with_id = 'event_id in (select event_id from touched where event_id is not null)' -%}
        {%- set without_id = 'event_id is null and (' ~ same_day ~ ') in '
            ~ '(select source_table, loaded_date from touched where event_id is null)' -%}
        {%- do org_funnels.temporary_table('deliveries_of_touched',
            'select * from deliveries_read where ' ~ with_id
            ~ ' union all select * from deliveries_read where ' ~ without_id
            ~ ' union all ' ~ org_funnels.rows_where(this, columns, with_id ~ ' and not (' ~ recent ~ ')')
            ~ ' union all ' ~ org_funnels.rows_where(this, columns, without_id ~ ' and not (' ~ recent ~ ')')) -%}
    {%- else -%}
        {%- do org_funnels.read_load_times() -%}
    {%- endif -%}
    {{ org_funnels.watermarks_of('deliveries_read') }}
{%- endmacro %}
