{#
unique_combination(columns)

    The combinations of the columns' values that occur more than once. Null counts as a value.

    columns: names of columns
#}
{% test unique_combination(model, columns) %}

select
    {{ columns | join(',\n    ') }},
    count(*) as row_count

from {{ model }}

group by {{ columns | join(', ') }}

having count(*) > 1

{% endtest %}
