"""The planted cases: small stories about a few orgs and users, the same in every demo.

Ids, names and times are fixed, whatever the seed and the size, so that an alias list can be
reviewed once and a test can name an event.
"""
