"""Run a funnel that is only an idea: on a file of events, or on the warehouse, read only.

The SQL is that of the public macros in macros/funnels, so that an idea that becomes a declared
funnel keeps its numbers.
"""
