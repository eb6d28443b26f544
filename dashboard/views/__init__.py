"""One file per page, one question per page."""
