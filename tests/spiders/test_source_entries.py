"""The sources file: what it may say, and what a person reads where it is broken."""

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
    assert any(entry.name == "Reuters" for entry in sources.excluded)


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
        ('kind = "feed"', 'kind = "rss"', ["discovery.kind", '"sitemap"']),
        ("url = ", "address = ", ["discovery.url is missing"]),
        ('id = "lantern_daily"', 'id = "../evil"', ["id", "lower-case"]),
        ("[[source]]", "[[sources]]", ["sources is not known", "[[source]]"]),
        ("[[source]]", "[source]", ["double brackets"]),
        ('tier = "newspaper"', "tier = newspaper", ["not valid TOML", "line"]),
        (ENTRY, "", ["no source in it"]),
        (ENTRY, ENTRY + ENTRY, ["source 2", "used twice"]),
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


def test_a_missing_or_unreadable_file_is_told_too(tmp_path):
    with pytest.raises(SourcesError, match="cannot be read"):
        load_sources(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes("[[source]]\npublisher = '灯笼'".encode("gbk"))
    with pytest.raises(SourcesError, match="UTF-8"):
        load_sources(tmp_path / "gbk.toml")
