"""Plans the crawls of a run: which sites each may fetch from, and which crawls it must wait for."""

from collections.abc import Collection
from dataclasses import dataclass

from spiders.sites import sites_of
from spiders.sources import Source, Sources


@dataclass(frozen=True, slots=True)
class Place:
    """One source's place in a run: it starts when those at the places `after` have ended.

    `article_sites` are the sites that a finder's articles may be of; None for an outlet, which has its own.
    """

    source: Source
    article_sites: frozenset[str] | None
    after: tuple[int, ...]


def plan_crawls(sources: Sources, only: Collection[str] = ()) -> list[Place]:
    """The enabled sources, or those in `only`, finders last: crawls of one site run one after the other.

    Two processes know nothing of each other's pace, so together they would ask a site twice as fast as is polite.
    """
    chosen = [one for one in sources.enabled() if not only or one.id in only]
    places: list[Place] = []
    reached: list[frozenset[str]] = []
    for source in sorted(chosen, key=lambda one: one.is_finder):
        elsewhere = sources.outlet_sites() if source.is_finder else None
        sites = sites_of(way.url for way in source.discovery) | source.own_sites | (elsewhere or frozenset())
        after = tuple(number for number, others in enumerate(reached) if sites & others)
        places.append(Place(source, elsewhere, after))
        reached.append(sites)
    return places
