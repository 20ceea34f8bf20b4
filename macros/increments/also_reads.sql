{#
also_reads(name)

    Says that a model depends on one that its query doesn't name, because its materialization or a hook
    reads it. Only while dbt parses: a ref() that is compiled too would have to be given in each of the
    model's unit tests.

    name: a model
#}
{% macro also_reads(name) -%}
    {%- if not execute -%}{%- do ref(name) -%}{%- endif -%}
{%- endmacro %}
