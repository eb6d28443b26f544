"""Whom a site can reach about a crawl: live sites are never crawled anonymously."""

import re

from spiders.errors import CrawlRefusedError
from spiders.job import CrawlJob

CONTACT = re.compile(r"(?:mailto:)?[\x21-\x7e]+@[\x21-\x7e]+\.[\x21-\x7e]+|https?://[\x21-\x7e]+\.[\x21-\x7e]+")


def require_contact(job: CrawlJob) -> None:
    """A live crawl says who is asking; whoever runs a site must be able to reach us.

    Raises:
        CrawlRefusedError: no contact is set, or it is neither an e-mail address nor a web page.
    """
    if job.newsroom is not None:
        return
    if not job.contact:
        raise CrawlRefusedError(
            "no contact is set, and live sites are not crawled anonymously: "
            "set HONGBAO_CONTACT to your e-mail address or a page about this crawler"
        )
    if not CONTACT.fullmatch(job.contact):
        raise CrawlRefusedError(
            "the contact is neither an e-mail address nor a web page: set HONGBAO_CONTACT to, for instance, "
            "newsdesk@your-company.com"
        )
