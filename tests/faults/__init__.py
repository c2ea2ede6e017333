"""Faults, each first seen to fail on a build broken for it."""
