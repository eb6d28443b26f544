"""The spider for addresses that a person names: each is fetched and archived, nothing is followed."""

from collections.abc import AsyncIterator

from scrapy import Request

from spiders.counted import CountedSpider
from spiders.outcomes import Outcome
from spiders.report import Health

UNREADABLE = Outcome("address cannot be read", Health.FAILING, is_refusal=True)


class NamedPagesSpider(CountedSpider):
    """Fetches `job.urls`; a redirect may lead to another site, as a person's short link does."""

    name = "named_pages"

    async def start(self) -> AsyncIterator[Request]:
        for url in dict.fromkeys(self.job.urls):
            self.tally.discovered += 1
            try:
                yield self.ask_for_article(url)
            except ValueError:
                self.tally.count_article_failure(UNREADABLE)
