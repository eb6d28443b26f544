"""Where a run finds things and how far it may go: settings from the environment, `HONGBAO_*`."""

from pathlib import Path

from pydantic import Field, PositiveFloat, PositiveInt
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings. `data` holds every file that Hongbao writes; `config` holds what people edit.

    `contact` is the e-mail address or page that live sites are shown; without it nothing live is crawled.
    `rsshub` is the public address of a self-hosted RSSHub, for the sources that are read through one.
    `crawl_seconds` bounds one source's crawl, `crawl_pages` its articles, `parallel_crawls` the crawls at once;
    `wait_seconds` is how long a run waits for another one's write to end; `keep_releases` is how many published files
    stay, the latest included.
    """

    model_config = SettingsConfigDict(env_prefix="HONGBAO_", frozen=True)

    data: Path = Path("data")
    config: Path = REPOSITORY / "config"
    contact: str | None = None
    rsshub: str | None = None
    crawl_seconds: PositiveFloat = 900
    crawl_pages: PositiveInt = 1000
    parallel_crawls: PositiveInt = 4
    wait_seconds: float = Field(default=300, ge=0)
    keep_releases: PositiveInt = 5

    @property
    def archive(self) -> Path:
        """The WARC files."""
        return self.data / "archive"

    @property
    def crawls(self) -> Path:
        """Logs of crawls and what is known of addresses already fetched."""
        return self.data / "crawls"
