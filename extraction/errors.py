"""Everything that extraction raises, each saying who has to mend what."""


class ExtractionError(Exception):
    """The root: catch this to catch all of extraction."""


class WatchlistError(ExtractionError):
    """The watchlist is wrong: whoever edits `config/watchlist.toml` mends it."""


class PageError(ExtractionError):
    """A page holds no article that can be read: the caller counts it and goes on."""
