{#
condition(text, op, value)

    One condition of a `where` in the tracking plan, as SQL on a text. Null where the text is null,
    but for `is set` and `is not set`: a condition must be true to hold.

        op                        value          holds for
        =, !=                     text           the same text, any other text that is set
        =, !=, >, >=, <, <=       number         the number that the text states; not for `ten`
        =, !=                     true, false    the truth value that the text states
        >, >=, <, <=              text           by bytes: right for ISO dates
        in, not in                list           any of them, none of them
        contains, not contains    text           part of the text, case kept
        icontains, not icontains  text           part of the text, in any case
        is set, is not set                       not null and not empty; the opposite

    text: an SQL expression of type text
    op, value: as in the tracking plan; another op stops the build
#}
{% macro condition(text, op, value=none) -%}
    {%- if op == 'is set' -%}
        coalesce({{ text }}, '') <> ''
    {%- elif op == 'is not set' -%}
        coalesce({{ text }}, '') = ''
    {%- elif op == 'contains' -%}
        {{ dbt.position(org_funnels.literal(value), text) }} > 0
    {%- elif op == 'not contains' -%}
        {{ dbt.position(org_funnels.literal(value), text) }} = 0
    {%- elif op in ['icontains', 'not icontains'] -%}
        {{ dbt.position(org_funnels.fold_case(org_funnels.literal(value)), org_funnels.fold_case(text)) }}
        {{- ' > 0' if op == 'icontains' else ' = 0' }}
    {%- elif op in ['in', 'not in'] -%}
        {{ org_funnels.comparable(text, value[0]) }} {{ op }} (
            {%- for item in value %}{{ org_funnels.literal(item) }}{{ ', ' if not loop.last }}{% endfor -%}
        )
    {%- elif op in ['=', '!=', '>', '>=', '<', '<='] -%}
        {{ org_funnels.comparable(text, value) }} {{ '<>' if op == '!=' else op }} {{ org_funnels.literal(value) }}
    {%- else -%}
        {{ exceptions.raise_compiler_error(
            "condition: op is " ~ op ~ ", and must be one of =, !=, >, >=, <, <=, in, not in, contains, "
            ~ "not contains, icontains, not icontains, is set, is not set. It comes from a `where` in the tracking plan."
        ) }}
    {%- endif -%}
{%- endmacro %}
