"""Everything that extraction raises, each saying who has to mend what."""


class ExtractionError(Exception):
    """The root: catch this to catch all of extraction."""


class WatchlistError(ExtractionError):
    """The watchlist is wrong: whoever edits `config/watchlist.toml` mends it."""
