"""Tests of what a kiosk is wired from."""
