"""How every crawl behaves, live or sample: one function, no switch that turns politeness off."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

from spiders.job import CrawlJob

ROBOT_NAME = "Hongbao"
LARGEST_BODY = 16 << 20  # bytes, as received and as unpacked; a news page has a hundredth of it
DELAY = 1.0  # seconds between two requests to a host, at the least
FIRST_DELAY = 2.0  # seconds, until AutoThrottle knows how fast a host answers
GDELT_DELAY = 5.5  # seconds; it asks for one call in five
RETRY_WAIT = 15.0  # seconds of quiet after "too many requests" without a Retry-After

MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "spiders.guard.AddressGuard": 10,
    "spiders.guard.SiteGuard": 50,
    "spiders.politeness.StrictRobots": 100,
    "spiders.budget.Budget": 150,
    "spiders.pace.HostPace": 160,
    "spiders.revalidation.Revalidation": 520,
    "spiders.keeping.Keeper": 540,  # after retries, redirects (600) and unpacking (590) have had their say
    "spiders.politeness.PatientRetry": 550,
    "spiders.guard.ResolvedAddressGuard": 560,  # hears of a failure before retries do
}


def build_settings(job: CrawlJob) -> dict[str, Any]:
    """The Scrapy settings of a job.

    A newsroom crawl differs in its delays alone: it can reach nothing but the newsroom on this machine, whose
    owner is us, and there AutoThrottle's own measure is enough.
    """
    return {**manners(job), **limits(job), **safety(), **wiring(job)}


def manners(job: CrawlJob) -> dict[str, Any]:
    ours = job.newsroom is not None
    return {
        "USER_AGENT": user_agent(job),
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": job.source.language if job.source else "zh,en",
        },
        "ROBOTSTXT_USER_AGENT": ROBOT_NAME,
        "ROBOTSTXT_OBEY": True,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": 0.0 if ours else FIRST_DELAY,
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 4.0 if ours else 1.0,
        "DOWNLOAD_DELAY": 0.0 if ours else DELAY,
        "CONCURRENT_REQUESTS": 8,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8 if ours else 2,
        "DOWNLOAD_SLOTS": slow_slots(job),
        "RETRY_ENABLED": True,
        "RETRY_TIMES": 2,
        "HONGBAO_RETRY_WAIT": 0.2 if ours else RETRY_WAIT,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,  # articles follow one another by our order, not by links
    }


def slow_slots(job: CrawlJob) -> dict[str, dict[str, float]]:
    """The pace of GDELT, whose server is the same for every query; a newsroom's stand-in is asked ten times faster."""
    delay = GDELT_DELAY / 10 if job.newsroom else GDELT_DELAY
    ways = job.source.discovery if job.source else ()
    hosts = {urlsplit(way.url).hostname or "" for way in ways if way.kind == "gdelt"}
    return {host: {"concurrency": 1, "delay": delay, "jitter": 0.0} for host in hosts}


def limits(job: CrawlJob) -> dict[str, Any]:
    return {
        "DOWNLOAD_MAXSIZE": LARGEST_BODY,  # Scrapy holds unpacking to it as well
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": job.patience,  # for a whole response, so that a slow drip ends too
        "REDIRECT_MAX_TIMES": 5,
        "URLLENGTH_LIMIT": 0,  # Scrapy would drop long addresses without a word; addresses.py counts them
    }


def safety() -> dict[str, Any]:
    return {
        "TWISTED_DNS_RESOLVER": "spiders.resolver.GuardedResolver",
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        # A proxy of the environment would connect for us, past the check of addresses.
        "HTTPPROXY_ENABLED": False,
        "DOWNLOAD_HANDLERS": dict.fromkeys(("data", "file", "ftp", "s3")),
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }


def wiring(job: CrawlJob) -> dict[str, Any]:
    return {
        "DOWNLOADER_MIDDLEWARES": MIDDLEWARES,
        "CLOSESPIDER_TIMEOUT": job.seconds,
        "HONGBAO_NEWSROOM_ENDPOINT": job.newsroom.endpoint if job.newsroom else None,
        "LOG_LEVEL": "INFO",
        "LOG_SHORT_NAMES": True,
        "STATS_DUMP": False,
        "CONCURRENT_ITEMS": 1,  # we yield none, yet Scrapy starts so many workers for every answer
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
    }


def user_agent(job: CrawlJob) -> str:
    """Say honestly who is asking and how to reach them."""
    return f"{ROBOT_NAME}/{own_version()} (news research; {job.contact or 'sample newsroom'})"


def own_version() -> str:
    try:
        return version("hongbao")
    except PackageNotFoundError:  # a checkout that was not installed
        return "0"
