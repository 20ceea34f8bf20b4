{#
funnel_match_problems(which, matcher, known_keys)

    What is wrong with what a step or an exclusion is matched by, a sentence each.

    which: how it is called in the sentence
    matcher: the step or the exclusion
    known_keys: the keys that it may have beside event, where and predicate
#}
{% macro funnel_match_problems(which, matcher, known_keys) -%}
    {%- set problems = [] -%}
    {%- set known = ['name', 'event', 'where', 'predicate'] + known_keys -%}
    {%- for key in matcher if key not in known -%}
        {%- do problems.append(which ~ " has the key " ~ key ~ ", and knows " ~ known | join(', ') ~ ".") -%}
    {%- endfor -%}
    {%- if not matcher.get('event') and not matcher.get('where') and not matcher.get('predicate') -%}
        {%- do problems.append(
            which ~ " says nothing of its events. Give it an event, a where or a predicate (true: any event)."
        ) -%}
    {%- endif -%}
    {%- for item in matcher.get('where') or [] -%}
        {%- if item is not mapping or not (item.get('property') or item.get('column')) or not item.get('op') -%}
            {%- do problems.append(
                which ~ ": item " ~ loop.index ~ " of its where must be {'column' or 'property', 'op', 'value'}."
            ) -%}
        {%- elif item.get('value') is none and item['op'] not in ['is set', 'is not set'] -%}
            {%- do problems.append(
                which ~ ": item " ~ loop.index ~ " of its where has no value, and " ~ item['op'] ~ " needs one."
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(problems) }}
{%- endmacro %}
