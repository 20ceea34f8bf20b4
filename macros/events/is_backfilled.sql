{#
is_backfilled()

    SQL on source_table and loaded_at: whether a row was loaded on the days that `org-funnels backfill`
    asks for, by var('backfill_from'), var('backfill_to') and var('backfill_table').
#}
{% macro is_backfilled() -%}
    {%- if not var('backfill_from') -%}{{ return('false') }}{%- endif -%}
    (
        loaded_at >= cast({{ org_funnels.literal(var('backfill_from')) }} as timestamp)
        and loaded_at < {{ org_funnels.add_seconds(
            'cast(' ~ org_funnels.literal(var('backfill_to')) ~ ' as timestamp)', 86400
        ) }}
        {%- if var('backfill_table') %}
        and source_table = {{ org_funnels.literal(var('backfill_table')) }}
        {%- endif %}
    )
{%- endmacro %}
