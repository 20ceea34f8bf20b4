"""A simulated company, whose every event has a known truth.

Conveyor is a hosted CI service. `generate` writes what its tracker and its production database
would have left in a warehouse, with the faults that real data has, and beside it the truth: for
every raw row and every event what a correct model must say. Nothing here reads a warehouse, and no
model reads the truth.
"""
