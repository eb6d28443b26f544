"""The texts and pages on which speed is measured are what the benchmarks say they are."""

from argparse import Namespace

from benchmarks.archive import read_every_page, read_with_filter, run
from benchmarks.golden import load_watchlist
from benchmarks.texts import cut, golden_articles, long_article
from benchmarks.webpages import RELEVANT_EVERY, make_archive
from extraction.languages import detect_language
from extraction.pages import read_page
from extraction.records import Article


def test_an_archive_has_one_relevant_page_in_twenty_in_both_languages():
    read = [read_page(page, load_watchlist()) for page in make_archive(6 * RELEVANT_EVERY)]
    relevant = [number for number, article in enumerate(read) if isinstance(article, Article)]
    assert relevant == list(range(0, 6 * RELEVANT_EVERY, RELEVANT_EVERY))
    assert {detect_language(read[number].text)[:2] for number in relevant} == {"en", "zh"}


def test_the_pages_of_an_archive_are_of_a_news_site_s_size_and_always_the_same():
    pages = make_archive(60)
    sizes = [len(page.body) for page in pages]
    assert sum(20_000 <= size <= 60_000 for size in sizes) >= 0.9 * len(sizes)
    assert pages == make_archive(60)


def test_both_paths_through_an_archive_come_to_the_same_claims():
    outcome = run(Namespace(pages=2 * RELEVANT_EVERY, rounds=1))
    assert outcome.figures["claims"] > 0
    irrelevant = make_archive(2)[1]
    assert read_with_filter(irrelevant) == read_every_page(irrelevant) == []


def test_a_long_article_has_its_size_and_other_figures_in_each_round():
    short = sum(len(article.text.encode()) for article in golden_articles("zh"))
    article = long_article("zh", 2 * short)
    assert 2 * short <= len(article.text.encode()) <= 2.1 * short
    lines = [line for line in article.text.split("\n") if sum(map(str.isdigit, line)) > 9]
    assert len(set(lines)) > 0.95 * len(lines)


def test_an_article_is_cut_between_paragraphs_and_nothing_is_lost():
    article = long_article("en", 50_000)
    parts = cut(article, 10)
    assert "\n".join(part.text for part in parts) == article.text
    assert all(3_000 <= len(part.text) <= 8_000 for part in parts)
