{#
identity_link_key()

    An anonymous id and the user that it said to be as one text, of the columns anonymous_id and user_id:
    the length of the first comes before it, because ids may have any characters. Null where one is.

        a 1, u-1      '3 a 1u-1'
#}
{% macro identity_link_key() -%}
    cast(length(anonymous_id) as {{ dbt.type_string() }}) || ' ' || anonymous_id || user_id
{%- endmacro %}
