"""Tests of hotline operations."""
