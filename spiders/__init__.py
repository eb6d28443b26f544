"""Public news into a WARC archive: discover, fetch politely, keep what was received."""
