"""Where a run finds things and how far it may go: settings from the environment, `HONGBAO_*`."""

from pathlib import Path
from typing import Literal

from pydantic import Field, PositiveFloat, PositiveInt, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings. `data` holds every file that Hongbao writes; `config` holds what people edit.

    `contact` is the e-mail address or page that live sites are shown; without it nothing live is crawled.
    `rsshub` is the public address of a self-hosted RSSHub, for the sources that are read through one.
    `crawl_seconds` bounds one source's crawl, `crawl_pages` its articles, `crawl_bytes` what it is sent,
    `host_requests` what it asks of any one host; `parallel_crawls` is how many crawls there are at once;
    `wait_seconds` is how long a run waits for another one's write to end; `keep_releases` is how many published files
    stay, the latest included.
    `prefect_api` is the address of a Prefect server to use; without it one is started on `prefect_port`, or the next
    free port. `run_seconds` bounds a run: after it no further crawl begins.
    `digest_at` is the time of day in Shanghai at which the digest is sent, `digest_lines` how many lines a message
    holds; `notify` are the channels as addresses with blanks between, `notify_block` is the name of a Prefect Secret
    block with the same; `public_url` is where readers find the dashboard.
    `runner` maps a backfill over files with so many `workers`, on the scheduler at `dask_scheduler` if one is named;
    `cc_news` is where Common Crawl's files are listed; of a page up to `backfill_page_bytes` are read.
    Who may read the dashboard over the network is set apart from these: dashboard/sign_on.py.
    """

    model_config = SettingsConfigDict(env_prefix="HONGBAO_", frozen=True)

    data: Path = Path("data")
    config: Path = REPOSITORY / "config"
    contact: str | None = None
    rsshub: str | None = None
    crawl_seconds: PositiveFloat = 900
    crawl_pages: PositiveInt = 1000
    crawl_bytes: PositiveInt = 256 * 2**20
    host_requests: PositiveInt = 3000
    parallel_crawls: PositiveInt = 4
    wait_seconds: float = Field(default=300, ge=0)
    keep_releases: PositiveInt = 5
    run_seconds: PositiveFloat = 3000
    prefect_api: str | None = None
    prefect_port: int = Field(default=4200, ge=1, le=65535)
    digest_at: str = Field(default="08:30", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    digest_lines: PositiveInt = 40
    notify: SecretStr | None = None
    notify_block: str | None = None
    public_url: str | None = None
    runner: Literal["threads", "processes", "dask", "ray"] = "processes"
    workers: PositiveInt | None = None
    dask_scheduler: str | None = None
    cc_news: str = "https://data.commoncrawl.org/"
    backfill_page_bytes: PositiveInt = 16 * 2**20

    @property
    def archive(self) -> Path:
        """The WARC files."""
        return self.data / "archive"

    @property
    def crawls(self) -> Path:
        """Logs of crawls and what is known of addresses already fetched."""
        return self.data / "crawls"
