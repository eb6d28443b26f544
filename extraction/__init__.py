"""Reads claims out of news text: pure functions, no network, no clock, no database, no files."""
