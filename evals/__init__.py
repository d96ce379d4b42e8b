"""Eval suites on Inspect: how well the agent does its job, measured."""
