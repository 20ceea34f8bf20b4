{#
load_since(loaded_at)

    A literal: the time from which on rows of a raw table are read again, var('load_overlap') before its
    newest.

    loaded_at: a datetime, as a query gives it
#}
{% macro load_since(loaded_at) -%}
    {%- set since = loaded_at - modules.datetime.timedelta(seconds=org_funnels.duration_seconds(var('load_overlap'))) -%}
    cast('{{ since.isoformat(' ') }}' as timestamp)
{%- endmacro %}
