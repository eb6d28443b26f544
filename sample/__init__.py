"""The sample newsroom: a small press of invented outlets that the real spiders crawl offline."""

from datetime import datetime
from zoneinfo import ZoneInfo

EDITION_NOW = datetime(2026, 3, 1, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""The morning on which the sample edition is read: its pages never age, so freshness is judged from here."""

AFTERWARDS = datetime(2026, 3, 3, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""Two mornings later: one article has been corrected, and another taken down."""
