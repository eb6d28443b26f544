"""The sources file: what it may say, and what a person reads where it is broken."""

import re
from pathlib import Path

import pytest

from spiders.errors import SourcesError
from spiders.sources import load_sources

LIVE_SOURCES = Path(__file__).parents[2] / "config" / "sources.toml"
ENTRY = """
[[source]]
id = "lantern_daily"
publisher = "Lantern Daily"
home = "https://lantern-daily.example/"
language = "en"
tier = "newspaper"
discovery = [{ kind = "feed", url = "https://lantern-daily.example/feed.xml" }]
fetch = "all"
terms = "our own"
cadence_hours = 24
confirmed = "by the test"
"""


def load(tmp_path, text):
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return load_sources(path)


def test_the_live_sources_are_sound():
    sources = load_sources(LIVE_SOURCES)
    assert {"technode", "xinhua", "ft_chinese"} <= {source.id for source in sources.enabled()}
    assert {"Reuters", "Google News", "China Daily"} <= {entry.name for entry in sources.excluded}
    assert all(entry.sites for entry in sources.excluded)
    assert {"technode.com", "people.cn", "news.cn"} <= sources.outlet_sites()
    assert not {"pandaily.com", "gdeltproject.org", "google.com"} & sources.outlet_sites()


def test_every_entry_in_the_how_to_page_is_sound(tmp_path):
    text = (LIVE_SOURCES.parents[1] / "docs" / "adding-a-source.md").read_text(encoding="utf-8")
    whole, ways, excluded = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert list(load(tmp_path, whole)) == ["paper"]
    assert load(tmp_path, ENTRY + excluded).exclusion_of("http://www.walled-garden.example/1")
    usual = re.search(r"discovery = .*", ENTRY)[0]
    kinds = [load(tmp_path, ENTRY.replace(usual, way))["lantern_daily"].discovery[0].kind for way in ways.splitlines()]
    assert kinds == ["feed", "sitemap", "list", "gdelt", "rsshub"]


def test_an_outlet_that_is_only_listed_is_switched_off():
    for source in load_sources(LIVE_SOURCES).values():
        assert source.enabled != source.confirmed.startswith("listed only"), source.id


def test_sources_keep_the_order_of_the_file(tmp_path):
    sources = load(tmp_path, ENTRY.replace("lantern_daily", "zebra") + ENTRY.replace("lantern_daily", "ant"))
    assert list(sources) == ["zebra", "ant"]
    assert sources["ant"].discovery[0].kind == "feed"


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ('language = "en"', 'language = "English"', ["source 1 (lantern_daily)", "language", '"zh-Hant"']),
        ('home = "https://lantern-daily.example/"', "", ["home is missing", "full web address"]),
        ('home = "https://lantern-daily.example/"', 'home = "lantern"', ["home", "full web address"]),
        ("cadence_hours = 24", "cadence_hours = 0", ["cadence_hours", "above 0"]),
        ('fetch = "all"', 'fetch = "all"\ncolour = "red"', ["colour is not a field", "remove it"]),
        ('kind = "feed"', 'kind = "list"', ["discovery", "selector"]),
        ('kind = "feed"', 'selector = "h2 >> a", kind = "list"', ["selector is no CSS"]),
        ('kind = "feed", url = "https://lantern-daily.example/feed.xml"', 'kind = "gdelt"', ["query", "sourcelang:"]),
        (
            'kind = "feed", url = "https://lantern-daily.example/feed.xml"',
            'kind = "gdelt", query = "豆包"',
            ["discovery is wrong", "too short", "query ="],
        ),
        ('kind = "feed"', 'kind = "rsshub", route = "/a"', ["no url", "the address of RSSHub is a setting"]),
        (
            'kind = "feed", url = "https://lantern-daily.example/feed.xml"',
            'kind = "rsshub", route = "a"',
            ["route is wrong", 'route = "/36kr'],
        ),
        ("cadence_hours = 24", "cadence_hours = 24\nexpected_items = 0", ["expected_items", "from 1 to"]),
        ("cadence_hours = 24", "cadence_hours = 24\nexpected_items = 1_000_001", ["expected_items", "to 1000000"]),
        ("cadence_hours = 24", "cadence_hours = 24\nmax_age_days = 1e9", ["max_age_days", "up to 3650"]),
        ("cadence_hours = 24", "cadence_hours = 24\nmax_age_days = inf", ["max_age_days", "up to 3650"]),
        ("cadence_hours = 24", "cadence_hours = 24\nmax_age_days = nan", ["max_age_days", "up to 3650"]),
        ("cadence_hours = 24", "cadence_hours = 8761", ["cadence_hours", "up to 8760"]),
        (
            'kind = "feed", url = "https://lantern-daily.example/feed.xml"',
            'kind = "rsshub", route = "/a", url = "https://rsshub.press.com/a"',
            ["no url", "the address of RSSHub is a setting"],
        ),
        ("cadence_hours = 24", 'cadence_hours = 24\nuntitled = "ask"', ["untitled", '"skip"']),
        ('kind = "feed"', 'kind = "rss"', ["discovery.kind", '"sitemap"']),
        ("url = ", "address = ", ["discovery.url is missing"]),
        ('id = "lantern_daily"', 'id = "../evil"', ["id", "lower-case"]),
        ("[[source]]", "[[sources]]", ["sources is not known", "[[source]]"]),
        ("[[source]]", "[source]", ["double brackets"]),
        ('tier = "newspaper"', "tier = newspaper", ["not valid TOML", "line"]),
        (ENTRY, "", ["no source in it"]),
        (ENTRY, ENTRY + ENTRY, ["source 2", "used twice"]),
        (
            ENTRY,
            ENTRY + '[[excluded]]\nname = "Kite"\nreason = "no"\nsites = ["lantern-daily.example"]',
            ["source lantern_daily", "left out as Kite", "remove either"],
        ),
        (ENTRY, ENTRY + '[[excluded]]\nname = "Kite"', ["excluded 1 (Kite)", "reason is missing"]),
    ],
)
def test_a_broken_file_is_told_in_one_line_with_what_to_write(tmp_path, wrong, right, words):
    with pytest.raises(SourcesError) as caught:
        load(tmp_path, ENTRY.replace(wrong, right))
    message = str(caught.value)
    assert "\n" not in message
    for word in ["sources.toml", *words]:
        assert word in message


def test_an_article_that_a_finder_told_of_belongs_to_the_outlet_whose_site_it_is(tmp_path):
    finder = ENTRY.replace("lantern_daily", "gdelt").replace(
        'kind = "feed", url = "https://lantern-daily.example/feed.xml"', 'kind = "gdelt", query = "Qwen"'
    )
    excluded = '[[excluded]]\nname = "Kite"\nreason = "its terms"\nsites = ["kite.example"]\n'
    sources = load(tmp_path, finder.replace("lantern-daily", "gdelt-project") + ENTRY + excluded)
    outlet = sources.outlet_of("http://news.lantern-daily.example/1")
    assert outlet is not None
    assert outlet.id == "lantern_daily"
    for url in ("http://kite.example/1", "http://gdelt-project.example/1", "http://nobody.example/1"):
        assert sources.outlet_of(url) is None, url
    assert sources.outlet_sites() == {"lantern-daily.example"}
    assert sources.exclusion_of("https://m.kite.example/2").name == "Kite"


def test_a_missing_or_unreadable_file_is_told_too(tmp_path):
    with pytest.raises(SourcesError, match="cannot be read"):
        load_sources(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes("[[source]]\npublisher = '灯笼'".encode("gbk"))
    with pytest.raises(SourcesError, match="UTF-8"):
        load_sources(tmp_path / "gbk.toml")
