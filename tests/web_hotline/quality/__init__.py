"""Tests of the pages of 督办, 回访, 质检 and the archive."""
