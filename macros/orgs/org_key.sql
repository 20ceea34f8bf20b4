{#
org_key(value)

    What a value by which an event names its org can be found by, whichever way it does: what is before
    its first slash, as of a repo, without its case, as of a name. One index then finds the events for
    each of them, and a few more.

    value: text
#}
{% macro org_key(value) -%}
    {{ org_funnels.fold_case(org_funnels.trimmed("split_part(" ~ value ~ ", '/', 1)")) }}
{%- endmacro %}
