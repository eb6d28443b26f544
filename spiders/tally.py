"""Counts what a crawl meets, so that nothing is dropped silently and health can be judged at the end."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from spiders.job import Validator
from spiders.outcomes import Outcome
from spiders.report import Health


@dataclass(frozen=True, slots=True)
class DiscoveryOutcome:
    """What one discovery address delivered: the word it argues for, why, and its newest item's date.

    `listed` are the items it told of, None where nobody knows.
    """

    url: str
    health: Health
    note: str = ""
    newest_item_at: datetime | None = None
    validator: Validator | None = None
    listed: int | None = 0


@dataclass(slots=True)
class Tally:
    """The running counts of one crawl; articles only, but for `refused`, `errors` and `unsettled`.

    `unsettled` are the failures that another try may mend: while there are any, the next crawl is to read
    the feeds anew. `new_pages` are those of `pages` that were never archived before, `gone` the known ones that
    answered 404 or 410 or lead to a front page for good, `revisits` the keeper's records that say "unchanged".
    `last_new_at` is when an address that was not known before last turned up, by our clock; None where no earlier
    crawl is known of; `last_look_at` is when a known article was last looked at. `known_asked` are the known articles
    that were asked for, `known_to_front` those among them that led to a front page, for good or for now.
    `article_failures` and `article_reasons` count the lost articles by word and by reason; `rejected` counts all
    articles that became no page, those too that were never asked for, by reason. `records` is what was archived.
    """

    pages: int = 0
    not_modified: int = 0
    discovered: int = 0
    skipped_by_prefilter: int = 0
    unsettled: int = 0
    new_pages: int = 0
    gone: int = 0
    revisits: int = 0
    records: int = 0
    known_asked: int = 0
    known_to_front: int = 0
    last_new_at: datetime | None = None
    last_look_at: datetime | None = None
    refused: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    article_failures: Counter[Health] = field(default_factory=Counter)
    article_reasons: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    discovery: list[DiscoveryOutcome] = field(default_factory=list)

    @property
    def listed(self) -> int | None:
        """The items of all listings; None where those of one are not known."""
        counts = [outcome.listed for outcome in self.discovery]
        return None if None in counts else sum(filter(None, counts))

    def count(self, outcome: Outcome, times: int = 1) -> None:
        counter = self.refused if outcome.is_refusal else self.errors
        if times:
            counter[outcome.reason] += times
            self.unsettled += 0 if outcome.is_lasting else times

    def count_article(self, outcome: Outcome, times: int = 1) -> None:
        """An article, or so many, that became no page."""
        self.count(outcome, times)
        self.rejected[outcome.reason] += times

    def count_article_failure(self, outcome: Outcome) -> None:
        self.count_article(outcome)
        self.article_failures[outcome.health] += 1
        self.article_reasons[outcome.reason] += 1

    @property
    def settled(self) -> int:
        """How many of the articles discovered have come to their end."""
        return self.pages + self.not_modified + self.skipped_by_prefilter + self.gone + self.rejected.total()

    def main_failure(self) -> str:
        """The reason that lost most articles, with its count; nothing where none was lost."""
        return "".join(f"{reason} ({count})" for reason, count in self.article_reasons.most_common(1))
