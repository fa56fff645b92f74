"""Tests of the pages of orders."""
