{#
view_mark_prefix()

    How the comment of view_marked() begins, and no other.
#}
{% macro view_mark_prefix() -%}{{ return('org_funnels: made of ') }}{%- endmacro %}
