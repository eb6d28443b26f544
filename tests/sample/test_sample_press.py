"""The outlets and articles of the sample newsroom are complete, invented and well formed."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sample.manuscripts import load_outlets
from sample.press import PressError

OUTLETS = load_outlets()
ARTICLES = [(outlet, article) for outlet in OUTLETS for article in outlet.articles]

ARTICLE = """+++
title = "A title"
byline = "A. Writer"
published = 2026-02-01T08:00:00+08:00
relevant = true
reports = {reports}
+++
A paragraph.
"""
OUTLET = """name = "Paper Crane"
tagline = "Folded daily"
host = "paper-crane.example"
language = "en"
tier = "newspaper"
cadence_hours = 48
discovery = "rss"
family = "semantic"
article_path = "/{year}/{slug}"
"""


def write_outlet(folder: Path, article: str) -> Path:
    articles = folder / "paper_crane" / "articles"
    articles.mkdir(parents=True)
    (folder / "paper_crane" / "outlet.toml").write_text(OUTLET, encoding="utf-8")
    (articles / "a-story.md").write_text(article, encoding="utf-8")
    return folder


def test_the_press_is_large_and_varied_enough():
    assert len(ARTICLES) >= 62
    assert len(OUTLETS) >= 8
    assert {outlet.language for outlet in OUTLETS} == {"en", "zh", "zh-Hant"}
    assert {outlet.discovery for outlet in OUTLETS} == {"rss", "atom", "sitemap", "list"}
    assert {outlet.family for outlet in OUTLETS} == {"semantic", "table", "portal", "hant", "bulletin"}
    assert {outlet.charset for outlet in OUTLETS} == {"utf-8", "gb18030"}


def test_at_least_half_of_the_pages_is_irrelevant():
    irrelevant = sum(not article.relevant for _, article in ARTICLES)
    assert 0.5 <= irrelevant / len(ARTICLES) <= 0.6


@pytest.mark.parametrize("word", ["元宝", "豆包", "红包", "Yuanbao", "Wenxin", "red packet", "Alibaba"])
def test_irrelevant_pages_hold_the_words_of_the_trade(word):
    """A near miss: ingots and pandas, steamed buns, a classic on style, a firm that is only somebody's tenant."""
    assert any(word in article.title + article.body for _, article in ARTICLES if not article.relevant)


def test_every_host_is_reserved_and_has_one_outlet():
    hosts = [outlet.host for outlet in OUTLETS]
    assert all(host.endswith(".example") for host in hosts)
    assert len(set(hosts)) == len(hosts)


def test_every_address_is_used_once():
    addresses = [outlet.address(article) for outlet, article in ARTICLES]
    assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize("article", [article for _, article in ARTICLES], ids=lambda article: article.slug)
def test_an_article_has_text_a_date_in_the_season_and_public_reports(article):
    assert len(article.body) > 180
    assert article.published.isoformat().endswith("+08:00")
    assert "2026-01-20" < article.published.isoformat() < "2026-03-01T08"
    assert bool(article.reports) == article.relevant
    for url in article.reports:
        parts = urlsplit(url)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert not parts.hostname.endswith(".example")


def test_syndicated_copies_name_the_agency():
    credited = [article for _, article in ARTICLES if article.credit and "Lantern Wire" in article.credit]
    assert len(credited) == 4
    assert all("(Lantern Wire)" in article.body for article in credited)


def test_copies_are_copied_again_in_both_languages():
    """Each of these names the page before it as its original: from the first to one that was copied twice."""
    by_address = {outlet.address(article): (outlet, article) for outlet, article in ARTICLES}
    chains = {}
    for outlet, article in ARTICLES:
        chain = [article.canonical]
        while chain[-1]:
            chain.append(by_address[chain[-1]][1].canonical)
        chains[outlet.language] = max(chains.get(outlet.language, 0), len(chain) - 1)
    assert chains["en"] >= 2
    assert chains["zh"] >= 2


def test_an_article_without_front_matter_is_refused_by_name(tmp_path):
    with pytest.raises(PressError, match=r"a-story\.md: start the file with TOML"):
        load_outlets(write_outlet(tmp_path, "Just text.\n"))


def test_a_relevant_article_without_reports_is_refused(tmp_path):
    with pytest.raises(PressError, match=r"^[^\n]*a-story\.md: [^\n]*add `reports`$"):
        load_outlets(write_outlet(tmp_path, ARTICLE.format(reports="[]")))


def test_broken_front_matter_is_refused_by_name(tmp_path):
    with pytest.raises(PressError, match=r"a-story\.md"):
        load_outlets(write_outlet(tmp_path, ARTICLE.format(reports="[")))


def test_a_revision_of_words_that_are_not_there_is_refused(tmp_path):
    revision = 'revision = { at = 2026-03-02T08:00:00+08:00, replace = "A sentence", by = "B" }\n+++\nA p'
    text = ARTICLE.format(reports='["https://reports.test/1"]').replace("+++\nA p", revision)
    with pytest.raises(PressError, match=r"^[^\n]*a-story\.md: [^\n]*lengthen `replace`$"):
        load_outlets(write_outlet(tmp_path, text))


def test_a_misspelt_field_of_an_outlet_is_refused_by_name(tmp_path):
    write_outlet(tmp_path, ARTICLE.format(reports='["https://reports.test/1"]'))
    with (tmp_path / "paper_crane" / "outlet.toml").open("a", encoding="utf-8") as file:
        file.write('langauge = "en"\n')
    with pytest.raises(PressError, match=r"^[^\n]*outlet\.toml: langauge: [^\n]*$"):
        load_outlets(tmp_path)
