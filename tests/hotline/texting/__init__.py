"""Tests of messages to citizens by SMS."""
