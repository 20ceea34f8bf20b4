{#
is_touched_unknown(node)

    Whether the view that says what is touched is not there: dropped with a relation that it reads, by a
    full refresh of that alone. The model is then computed whole.

    node: the model, from the graph
#}
{% macro is_touched_unknown(node) -%}
    {%- set view = org_funnels.touched_view(node) -%}
    {{ return(view is not none and load_relation(view) is none) }}
{%- endmacro %}
