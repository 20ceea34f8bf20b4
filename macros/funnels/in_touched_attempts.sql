{#
in_touched_attempts(of_funnels)

    Whether an attempt is among those that an increment computes again, as SQL on its entity_id and
    entered_at, and its funnel where the model has many, and on the temporary table `touched`.

    of_funnels: whether the model has many funnels: `touched` has touched_funnel then
#}
{% macro in_touched_attempts(of_funnels=false) -%}
    (
        exists (
            select 1 from touched
            where
                {{ 'touched_funnel = funnel and ' if of_funnels -}}
                touched_entity = entity_id
                and entered_at between from_at and to_at
        )
        -- for touched_bounds(): leaves out most of the rows
        and entered_at between (select min(from_at) from touched) and (select max(to_at) from touched)
    )
{%- endmacro %}
