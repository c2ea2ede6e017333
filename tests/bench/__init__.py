"""Benchmarks: run by hand, reported and never asserted by wall time."""
