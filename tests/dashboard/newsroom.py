"""A small newsroom for the dashboard tests: a few articles, one of them hostile, published for real."""

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from extraction.records import Article, Claim
from tests.warehouse.desk import SEASONS
from warehouse import ledger
from warehouse.batch import Batch, make_frame
from warehouse.load import load
from warehouse.publish import publish
from warehouse.writer import open_writer

AT = datetime(2026, 2, 20, 8, tzinfo=UTC)
APPS = [
    ("qwen", "home", "Alibaba Qwen", "阿里千问", "#6D28D9"),
    ("yuanbao", "rival", "Tencent Yuanbao", "腾讯元宝", "#0F766E"),
    ("wenxin", "rival", "Baidu Wenxin", "百度文心", "#1D4ED8"),
    ("doubao", "rival", "ByteDance Doubao", "字节豆包", "#C2410C"),
]
SCRIPT = "<script>window.hurt=1</script><img src=x onerror='window.hurt=1'>"
LINK = "[prize](javascript:alert(1))"
FORMULA = "=HYPERLINK('http://evil.example')"
REVERSED = "\u202eegassem\u202c"
HOSTILE = f"{SCRIPT} {LINK} {FORMULA} {REVERSED}"
QWEN_BUDGET = "Qwen will spend 3 billion yuan on treats."
YUANBAO_BUDGET = "元宝将在春节期间派发10亿元现金红包。"
DOUBAO_DAU = "Doubao passed 100 million daily users on the eve."
QWEN_DAU = "千问日活达到7352万。"


@dataclass
class Newsroom:
    """Collects articles with their claims; `publish_to` takes them the whole way to a release."""

    articles: list[dict[str, object]] = field(default_factory=list)
    claims: list[dict[str, object]] = field(default_factory=list)
    pages: list[dict[str, object]] = field(default_factory=list)

    def tell(self, publisher: str, sentence: str, number: str, url: str | None = "", **said: Any) -> None:
        """An article of `publisher` in which `sentence` says, by its figure `number`, what `said` holds."""
        text = f"{publisher} was there.\n{sentence} More will follow."
        place = len(self.articles)
        article = Article(
            article_id=f"a{place}",
            text_sha256=sha256(f"{place}{text}".encode()).hexdigest(),
            url=f"https://outlet-{place}.example/news/{place}" if url == "" else url,
            publisher=publisher,
            title=f"Headline {place} {publisher}",
            byline=None,
            lang="zh" if "。" in sentence else "en",
            published_at=datetime(2026, 2, 10, 1, place, tzinfo=UTC),
            text=text,
        )
        record = {"warc_file": "room.warc.gz", "warc_offset": 100 + place, "payload_digest": f"sha1:ROOM{place}"}
        self.articles.append(
            asdict(article) | record | {"source_id": f"room-{place}", "tier": "newspaper", "fetched_at": AT}
        )
        self.pages.append(make_page(article, record))
        self.claims.append(make_claim(article, sentence, number, said))

    def batch(self) -> Batch:
        return Batch(
            rules_version="room-1",
            articles=make_frame("articles", self.articles),
            claims=make_frame("claims", self.claims),
            pages=make_frame("pages", self.pages),
        )

    def publish_to(self, folder: Path, edition: str = "sample") -> Path:
        """Publish everything told so far into the data folder `folder`; the release file."""
        with open_writer(folder) as connection:
            names = ("id", "role", "name_en", "name_zh", "colour")
            ledger.declare(connection, "apps", make_frame("apps", [dict(zip(names, app, strict=True)) for app in APPS]))
            ledger.declare(connection, "seasons", SEASONS)
            ledger.set_edition(connection, edition, AT)
            load(connection, self.batch(), AT)
            return publish(folder, connection, AT).path


def make_page(article: Article, record: dict[str, object]) -> dict[str, object]:
    answer = {"status": 200, "content_type": "text/html", "etag": None, "last_modified": None}
    what = {"url": article.url, "source_id": "room", "article_id": article.article_id, "outcome": "article"}
    return record | answer | what | {"fetched_at": AT, "role": "article", "record": "response"}


def make_claim(article: Article, sentence: str, number: str, said: dict[str, Any]) -> dict[str, object]:
    start = article.text.index(sentence)
    at = start + sentence.index(number)
    usual = {
        "claim_id": f"c-{article.article_id}", "article_id": article.article_id, "kind": "spend", "value": None,
        "value_max": None, "unit": None, "currency": None, "value_cny": said["value"] if "currency" in said else None,
        "cny_basis": "stated in yuan" if "currency" in said else None, "count": None, "bound": "exact",
        "basis": "media", "origin": None, "as_of": None, "season": 2026, "quote": sentence, "quote_start": start,
        "quote_end": start + len(sentence), "number_start": at, "number_end": at + len(number),
        "confidence": "stated", "confidence_reason": "named right before it", "rule": "room.rule",
    }  # fmt: skip
    return asdict(Claim(**(usual | said))) | {"text_sha256": article.text_sha256}


def yuan(measure: str, value: float, app: str = "qwen", **others: Any) -> dict[str, Any]:
    return {"app": app, "measure": measure, "value": value, "unit": "CNY", "currency": "CNY"} | others


def users(measure: str, value: float, app: str = "qwen", **others: Any) -> dict[str, Any]:
    return {"app": app, "kind": "reach", "measure": measure, "value": value, "unit": "users"} | others


def open_room() -> Newsroom:
    """Figures of each bound, a sponsor without a sum, a slip of magnitude, and one article that means harm."""
    room = Newsroom()
    room.tell("Lantern Daily", QWEN_BUDGET, "3 billion yuan", **yuan("budget", 3e9, basis="official", origin="Alibaba"))
    room.tell("Paper Boat", "The plan of Qwen: CNY3 billion.", "CNY3 billion", **yuan("budget", 3e9))
    room.tell("Kite Portal", "Qwen puts up 3bn yuan.", "3bn yuan", **yuan("budget", 3e9))
    room.tell("Hasty Post", "Qwen throws 30 billion yuan at it.", "30 billion yuan", **yuan("budget", 30e9))
    room.tell("汤圆科技", YUANBAO_BUDGET, "10亿元", **yuan("budget", 1e9, "yuanbao"))
    room.tell(
        "Crane",
        "Yuanbao packets hold up to 10,000 yuan.",
        "10,000",
        **yuan("prize_max", 1e4, "yuanbao", bound="at_most"),
    )
    room.tell("Lamp", QWEN_DAU, "7352万", **users("dau", 73.52e6, as_of="2026-02-07", basis="measured"))
    room.tell("Tower", DOUBAO_DAU, "100 million", **users("dau", 1e8, "doubao", bound="at_least", as_of="2026-02-16"))
    room.tell("Gala Gazette", "Doubao sponsors the gala.", "sponsors", app="doubao", kind="event", measure="sponsor")
    coupon = yuan("coupon", 25.0, origin=HOSTILE)
    room.tell(f"Bad {HOSTILE}", f"{HOSTILE} gives Qwen users 25 yuan each.", "25 yuan", "javascript:alert(1)", **coupon)
    return room
