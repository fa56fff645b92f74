"""Tests of review at a hotline."""
