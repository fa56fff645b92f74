"""Tests of 单位考核."""
