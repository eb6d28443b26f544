"""The way in: an article and a watchlist in, its claims and rejected figures out."""

from extraction.claims import read_claims
from extraction.parsing import parse
from extraction.records import Article, Reading
from extraction.watchlist import Watchlist


def read_article(article: Article, watchlist: Watchlist) -> Reading:
    """All claims of one article; the same article and watchlist always give the same claims."""
    claims, rejected = read_claims(parse(article, watchlist), watchlist)
    return Reading(article, claims, rejected)
