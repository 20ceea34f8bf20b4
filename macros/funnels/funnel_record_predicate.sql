{#
funnel_record_predicate(matcher, record)

    What makes a row of a relation match a step or exclusion: funnel_predicate(), and false where it
    reads another relation.

    matcher: a step or an exclusion, as in funnel_events()
    record: what funnel_records() says of the relation
#}
{% macro funnel_record_predicate(matcher, record) -%}
    {{ return(
        org_funnels.funnel_predicate(matcher) if (matcher.get('production') or none) == record['production'] else 'false'
    ) }}
{%- endmacro %}
