"""Joins collection, extraction and warehouse into runs, and is the `hongbao` command."""
