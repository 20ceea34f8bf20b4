{#
id_of_text(expression)

    The text trimmed, or null where it is one of the ways in which a client says that it has none.

        ' u-1 '                                    u-1
        '', 'null', 'undefined', 'None', 'NONE'    null
        null                                       null

    expression: text
#}
{% macro id_of_text(expression) -%}
    {{ return(adapter.dispatch('id_of_text', 'org_funnels')(expression)) }}
{%- endmacro %}

{#-
Nearly every id begins and ends with visible ASCII, and is longer than `undefined`. PostgreSQL sees that in a third of
the time in which it trims a text, once for each of its two places.
#}
{% macro default__id_of_text(expression) -%}
    case
        when
            ({{ expression }}) collate "C" ~ '^[!-~](.*[!-~])?$'
            and (
                octet_length({{ expression }}) > 9
                or {{ org_funnels.fold_ascii(expression) }} not in ('null', 'undefined', 'none')
            )
            then {{ expression }}
        else {{ org_funnels.id_of_trimmed(org_funnels.trimmed(expression)) }}
    end
{%- endmacro %}

{% macro duckdb__id_of_text(expression) -%}
    {{ org_funnels.id_of_trimmed(org_funnels.trimmed(expression)) }}
{%- endmacro %}
