"""Tests of supervision at a hotline."""
