"""Manners beyond Scrapy's own: come back when told to, and stay out where robots.txt cannot be read."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings
from scrapy.utils.httpobj import urlparse_cached

from spiders.dates import http_date
from spiders.outcomes import ClosedHostError, Outcome, RefusedError, explain_exception, explain_status
from spiders.report import Health

TOO_MANY_REQUESTS = 429  # whoever says so is asked once more, not twice as those in trouble are
ASKED_TO_WAIT = {TOO_MANY_REQUESTS, 503}
SERVER_TROUBLE = 500
LONGEST_WAIT = 120.0
LOOK_AGAIN = 0.25


class PatientRetry(RetryMiddleware):
    """Scrapy's retries, with the whole host left alone for as long as its Retry-After asks."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.default_wait: float = settings.getfloat("HONGBAO_RETRY_WAIT")
        self.ends_at = time.monotonic() + settings.getfloat("CLOSESPIDER_TIMEOUT")
        self.quiet_until: dict[str, float] = {}

    async def process_request(self, request: Request) -> None:
        """Hold a request back while its host wants quiet; a crawl that is being stopped waits no longer."""
        until = self.quiet_until.get(host_of(request), 0.0)
        self.give_up_on_long_wait(until)
        while time.monotonic() < until:
            if not self.crawler.engine.running:
                raise RefusedError("crawl ended while the host wanted quiet", Health.BLOCKED, is_lasting=False)
            await asyncio.sleep(min(LOOK_AGAIN, max(0.0, until - time.monotonic())))

    def process_response(  # Scrapy passes no spider any more, but its own class still takes one
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002
    ) -> Request | Response:
        if response.status in ASKED_TO_WAIT:
            wait = read_wait(response, datetime.now(UTC))
            self.keep_quiet(request, self.default_wait if wait is None else wait)
        if response.status == TOO_MANY_REQUESTS:
            request.meta["max_retry_times"] = 1
        return super().process_response(request, response)

    def keep_quiet(self, request: Request, wait: float) -> None:
        host = host_of(request)
        self.quiet_until[host] = max(time.monotonic() + wait, self.quiet_until.get(host, 0.0))
        self.give_up_on_long_wait(self.quiet_until[host])

    def give_up_on_long_wait(self, until: float) -> None:
        if until > self.ends_at or until - time.monotonic() > LONGEST_WAIT:
            reason = "host asked to come back later than this crawl lasts"
            raise RefusedError(reason, Health.BLOCKED, is_lasting=False)


class StrictRobots(RobotsTxtMiddleware):
    """robots.txt as RFC 9309 has it: no file means no rules, a file that cannot be had closes the host."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.closed: dict[str, Outcome] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002
        if request.meta.get("dont_obey_robotstxt"):
            return
        parser = await self.robot_parser(request)
        netloc = urlparse_cached(request).netloc
        if netloc in self.closed:
            raise ClosedHostError(self.closed[netloc])
        self.process_request_2(parser, request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        agent = self.crawler.settings["ROBOTSTXT_USER_AGENT"]
        if rp is not None and not rp.allowed(request.url, agent):
            raise RefusedError("robots.txt forbids it", Health.BLOCKED)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= SERVER_TROUBLE:
            self.close(netloc, explain_status(response.status))
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self.close(netloc, explain_exception(exc))
        super()._robots_error(exc, netloc)

    def close(self, netloc: str, outcome: Outcome) -> None:
        self.closed[netloc] = replace(outcome, reason=f"{outcome.reason}, asking for robots.txt")


def read_wait(response: Response, now: datetime) -> float | None:
    """The seconds that Retry-After asks for, as a number or a date; None where there is none to read."""
    value = (response.headers.get("Retry-After") or b"").strip()
    if value.isdigit():
        return float(value)
    moment = http_date(value)
    return max(0.0, (moment - now).total_seconds()) if moment else None


def host_of(request: Request) -> str:
    return urlparse_cached(request).netloc
