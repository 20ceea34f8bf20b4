{#
increment_touched(node)

    Makes the temporary table `touched`: which scopes of a model are computed again, as its
    <model>__touched says. A model without one has made it in a pre-hook, or is compared whole.

    node: the model, from the graph
#}
{% macro increment_touched(node) -%}
    {%- set view = org_funnels.touched_view(node) -%}
    {%- if view is not none -%}
        {%- do org_funnels.temporary_table('touched', '(select * from ' ~ view ~ ')') -%}
    {%- endif -%}
{%- endmacro %}
