"""Decides which listed and known articles a crawl asks for, and in what order; counts every one that it leaves."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from spiders.agenda import Agenda
from spiders.items import Item
from spiders.job import CrawlJob, Validator
from spiders.outcomes import Outcome
from spiders.prefilter import Sieve
from spiders.rechecks import due_articles, is_due
from spiders.report import Health
from spiders.sources import Source
from spiders.tally import Tally

TOO_MANY = Outcome("more items than one crawl takes", Health.OK, is_refusal=True, is_lasting=False)
TOO_MANY_KNOWN = Outcome("known page, beyond what one crawl takes", Health.OK, is_refusal=True)
RECENT = Outcome("known page, looked at not long ago", Health.OK, is_refusal=True)
ELSEWHERE = Outcome("page that its outlet's own crawl looks after", Health.OK, is_refusal=True)
MOST_STEPS = 5  # as many redirects as a crawl follows
SHARE_OF_KNOWN = 5  # of what a crawl may ask for, one in so many at the most is kept for known pages that are due


class Selection:
    """The articles of one crawl: unknown ones that are listed come first, then known ones, where those are due.

    `now` is when the crawl began, by the clock that stands in for ours where there is one.
    """

    def __init__(
        self, job: CrawlJob, source: Source, known: Mapping[str, Validator], tally: Tally, now: datetime
    ) -> None:
        self.job = job
        self.known = known
        self.tally = tally
        self.now = now
        self.sieve = Sieve(source, job.terms, now)
        most = min(job.max_pages // SHARE_OF_KNOWN, job.max_rechecks)
        self.agenda = Agenda(job.max_pages, kept=len(due_articles(known, now, (), most)))
        self.seen: set[str] = set()

    def take(self, items: Iterable[Item]) -> None:
        """Plan to ask for the items that are new to this crawl and worth it; every other one is counted."""
        for item in items:
            place = self.destination(item.url)
            if place in self.seen:
                continue
            self.tally.discovered += 1
            fault = self.sieve.find_fault(item)
            if item.url:
                self.seen.add(place)
            if fault is not None:
                self.tally.count_article(fault)
            elif not self.sieve.is_wanted(item):
                self.tally.skipped_by_prefilter += 1
            elif not self.job.probe:
                self.plan(item)

    def destination(self, url: str) -> str:
        """Where an address leads, as far as is known: two that lead to one page are one."""
        for _ in range(MOST_STEPS):
            known = self.known.get(url)
            if known is None or known.leads_to is None:
                break
            url = known.leads_to
        return url

    def plan(self, item: Item) -> None:
        known = self.known.get(item.url)
        if known is None:
            self.tally.count_article(TOO_MANY, not self.agenda.add(item.url))
        elif known.is_elsewhere:
            self.tally.count_article(ELSEWHERE)
        elif is_due(known, self.now) or is_dated_anew(item, known, self.now):
            self.agenda.later.append(item.url)
        else:
            self.tally.count_article(RECENT)

    def turn_to_known(self) -> None:
        """Go on with the known articles that were listed."""
        self.tally.count_article(TOO_MANY_KNOWN, self.agenda.turn_to_known())

    def turn_to_unlisted(self, besides: Collection[str]) -> None:
        """Go on with the known articles that no listing offers and that are due, `besides` listings and those asked."""
        most = min(self.job.max_rechecks, self.agenda.left)
        due = due_articles(self.known, self.now, self.seen.union(besides), most)
        self.tally.discovered += len(due)
        self.agenda.turn_to(due)


def is_dated_anew(item: Item, known: Validator, now: datetime) -> bool:
    """Whether its listing gives it a date after our last look at it, as sitemaps do for articles that were revised.

    A date that is yet to come says nothing, or each crawl would ask for it again.
    """
    if item.published_at is None or known.checked_at is None:
        return False
    return known.checked_at < item.published_at <= now
