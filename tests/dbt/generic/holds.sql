{#
holds(condition)

    The rows for which the condition is not true. Null is not true.

    condition: an SQL predicate on the model's columns
#}
{% test holds(model, condition) %}

select *
from {{ model }}
where ({{ condition }}) is not true

{% endtest %}
