"""Tests of followup at a hotline."""
