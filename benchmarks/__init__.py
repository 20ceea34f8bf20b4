"""How fast the funnels are, beside what people would use instead. `make bench-funnels` runs it.

Every figure is a ratio of two things that were timed in turn, in one run, on one machine: the
seconds of another machine say nothing.
"""
