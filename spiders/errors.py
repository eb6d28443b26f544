"""What can go wrong in collection; each error is one line for a user, and says who puts it right."""


class CollectionError(Exception):
    """Anything the spiders package raises for a person to read."""


class SourcesError(CollectionError):
    """The sources file is broken: whoever edits it puts it right."""


class CrawlRefusedError(CollectionError):
    """A crawl was not started, because it would have broken a rule: whoever asked changes the request."""


class CrawlFailedError(CollectionError):
    """A crawl's process died or left no report: the operator reads the log that the message names."""


class CrawlOverranError(CrawlFailedError):
    """A crawl went on beyond its time and was ended: the operator reads the log, for it should have stopped itself."""


class ArchiveError(CollectionError):
    """The archive cannot be written or put in order: the operator looks at the disk."""


class NotAFeedError(CollectionError):
    """What was downloaded is not the feed, sitemap or list that the sources file says it is."""
