"""What lost articles say of their source: that it shut us out, that it sends everybody away, or nothing."""

from collections import Counter
from datetime import datetime, timedelta

from spiders.report import Health
from spiders.tally import Tally

# Articles are being read where one was looked at so lately.
RECENTLY = timedelta(days=1)
# Of so many known articles not all disappear between two runs.
SUSPICIOUS = 3


def front_note(tally: Tally) -> str | None:
    """A sentence where every known article leads to a front page: more likely a wall or a new design than an end."""
    if tally.known_to_front < SUSPICIOUS or tally.known_to_front < tally.known_asked:
        return None
    return f"all {tally.known_asked} known articles that were asked for lead to a front page: look at the site"


def is_shut_out(tally: Tally, now: datetime | None = None) -> bool:
    """Whether every article that was asked for was lost.

    Where nothing is new and due, one dead link may be all that is asked for: that says nothing of a source whose
    articles were looked at within the day before `now`.
    """
    if tally.pages or tally.not_modified or not tally.article_failures:
        return False
    is_read = now is not None and tally.last_look_at is not None and now - tally.last_look_at <= RECENTLY
    return tally.article_failures.total() > 1 or not is_read


def judge_failures(failures: Counter[Health]) -> Health:
    return Health.BLOCKED if failures.most_common(1)[0][0] is Health.BLOCKED else Health.FAILING
