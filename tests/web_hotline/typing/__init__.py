"""Tests of the typing test."""
