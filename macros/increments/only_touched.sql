{#
only_touched(condition)

    What holds a query to the scopes that an increment touches, as a comment: the query as it is
    written is the whole one, for a first build, a full refresh, a unit test and a reader alike. An
    increment opens the comment: see with_touched(), without_touched().

    condition: SQL, such as `and event_id in (select event_id from touched)`
#}
{% macro only_touched(condition) -%}
/*touched
{{ condition }}
touched*/
{%- endmacro %}
