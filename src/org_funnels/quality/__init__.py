"""Data quality: the Great Expectations context, its runs, and the alerts.

The marts decide; Great Expectations asserts on what they decided and documents it. Importing this
package imports neither Great Expectations nor SQLAlchemy: that takes seconds, and happens in
`validation` only.
"""
