{#
funnel_unordered_sets(settings)

    What funnel_unordered_chains() has to look up: {'group', 'fill', 'mask', 'event'} says that to
    fill `fill` steps of a group, `event` events must have come that match any step of the mask.

        two steps of their own        group 0: 1 of step 1.  group 1: 1 of step 2
        the same step three times     fill k: k of it
        A, and any event              fill 1: 1 of either.  fill 2: 1 of A, 1 of any, 2 of either

    settings: what funnel_settings() gave
#}
{% macro funnel_unordered_sets(settings) -%}
    {%- set most_kinds = 8 -%}
    {%- set wanted = [] -%}
    {%- for label in settings['steps'] | map(attribute='overlap') | unique -%}
        {%- set group = loop.index0 -%}
        {#- steps that the same events match are one kind -#}
        {%- set kinds = {} -%}
        {%- set step_count = namespace(value=0) -%}
        {%- for step in settings['steps'] -%}
            {%- if step['overlap'] == label -%}
                {%- set kind = step['match'] ~ '|' ~ step['first_of'] -%}
                {%- do kinds.update({kind: kinds.get(kind, []) + [2 ** loop.index0]}) -%}
                {%- set step_count.value = step_count.value + 1 -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if kinds | length > most_kinds -%}
            {{ exceptions.raise_compiler_error(
                "funnel_attempts: an unordered funnel has " ~ kinds | length ~ " different steps that one event might match, and "
                ~ most_kinds ~ " are the most. Give its steps an `event` each, or an `overlap` label that tells which of them are apart."
            ) }}
        {%- endif -%}
        {%- for chosen in range(1, 2 ** (kinds | length)) -%}
            {%- set bits = [] -%}
            {%- for kind in kinds -%}
                {%- if (chosen // 2 ** loop.index0) % 2 == 1 -%}
                    {%- do bits.extend(kinds[kind]) -%}
                {%- endif -%}
            {%- endfor -%}
            {%- for event in range(1, bits | length + 1) -%}
                {%- do wanted.append({
                    'group': group,
                    'fill': event + step_count.value - bits | length,
                    'mask': bits | sum,
                    'event': event,
                }) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(wanted) }}
{%- endmacro %}
