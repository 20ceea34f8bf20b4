{#
timestamp_of_text(expression)

    The UTC timestamp that a text states, or null where it states none. Never raises.

        2026-03-01T09:00:00Z             2026-03-01 09:00:00
        2026-03-01 09:00:00.1234567+02   2026-03-01 07:00:00.123456   digits after the sixth are cut
        2026-03-01                       2026-03-01 00:00:00          no zone: UTC
        2026-02-30                       null                         no such day
        1772355600                       null                         a number is not a time
        ''                               null

    expression: text
#}
{% macro timestamp_of_text(expression) -%}
    {%- set text = org_funnels.trimmed(expression) -%}
    {%- set year = 'cast(substr(' ~ text ~ ', 1, 4) as integer)' -%}
    {%- set is_leap = '(' ~ year ~ ' % 4 = 0 and (' ~ year ~ ' % 100 <> 0 or ' ~ year ~ ' % 400 = 0))' -%}
    case
        when not {{ org_funnels.matches(text,
            "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
            ~ "([Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?"
            ~ "( ?([Zz]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?))?)?$"
        ) }} then null
        when substr({{ text }}, 1, 4) = '0000' then null
        when substr({{ text }}, 6, 5) in ('02-30', '02-31', '04-31', '06-31', '09-31', '11-31') then null
        when substr({{ text }}, 6, 5) = '02-29' and not {{ is_leap }} then null
        {#- DuckDB raises where a space stands before the zone #}
        else {{ org_funnels.cast_iso_timestamp(
            "regexp_replace(regexp_replace(upper(" ~ text ~ "), ' ([Z+-])', '\\1'), '([.][0-9]{6})[0-9]+', '\\1')"
        ) }}
    end
{%- endmacro %}
