-- What json_object() wrote is read back as it was, whatever the key.
{% set values = {
    'a': '1', 'a.b': '2', 'a b': '3', "it's": 'say "4"', 'größe': '5', '*': '6', '': '7', 'a/b': '8', 'a~b': '9'
} %}
with

written as (

    select
        '{"":"7","*":"6","a":"1","a b":"3","a.b":"2","a/b":"8","a~b":"9","größe":"5",'
        || '"it''s":"say \"4\""}' as properties

),

answered as (
    {% for key, value in values.items() %}
    select
        {{ dbt.string_literal(value) }} as expected,
        {{ org_funnels.json_value('properties', key) }} as actual

    from written

    union all
    {% endfor %}
    select
        null as expected,
        {{ org_funnels.json_value('properties', 'b') }} as actual

    from written

)

select * from answered
where actual is distinct from expected
