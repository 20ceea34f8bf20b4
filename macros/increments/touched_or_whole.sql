{#
touched_or_whole(touched, whole)

    What a query reads: the whole of it as the query is written, and what is touched in an increment,
    which then never plans the whole. Like only_touched(), see with_touched() and without_touched().

    touched: a temporary table
    whole: a relation
#}
{% macro touched_or_whole(touched, whole) -%}
/*whole*/ {{ whole }} /*or touched
{{ touched }}
touched*/
{%- endmacro %}
