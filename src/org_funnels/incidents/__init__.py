"""Incidents: what is wrong with the data, from when it began until it is over, and who is told.

A check reports findings, each run anew. What has changed since the last run, and what is worth a
message, is decided by one pure function, `decide.decide`; reading, keeping and sending are others'.
"""
