"""Tests of survey at a hotline."""
