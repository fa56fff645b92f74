"""Tests of archive at a hotline."""
