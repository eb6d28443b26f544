"""Measures text to claims in sentences a CPU second, side by side with peers, and that time grows as the text does.

Every round takes other golden articles, and each reader reads those same articles in turn. Ours does all it ever does
(figures, names, dates, measures, owners, claims) on whole articles. The peers do less, a sentence a call:
Recognizers-Text its models of the figures that we read (currency, number, percentage, date), in English, with which
the ratio is taken; beside it its currency model alone, and both in Chinese, of which it reads little and is therefore
quick; quantulum3 its parser, English only. A ratio is the median of the rounds.

Linearity is the time of an article of 1 MB over that of ten articles of 100 kB cut from it, in the language where it
is worse.

Peers: make an environment of their own, `uv pip install -r benchmarks/requirements.lock` there, and set
HONGBAO_PEERS_PYTHON to its python. --no-peers measures ours and linearity alone.
"""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import product
from statistics import median

from rich.progress import track

from benchmarks.golden import load_watchlist
from benchmarks.outcome import PROGRESS, Goal, Outcome
from benchmarks.peers import Peer, start_peer
from benchmarks.texts import cut, golden_articles, golden_others, long_article
from extraction.reading import read_article
from extraction.records import Article
from extraction.sentences import split_sentences

OURS = "ours"
LANGUAGES = ("en", "zh")
READS = {"recognizers": LANGUAGES, "recognizers_all": LANGUAGES, "quantulum3": ("en",)}
_MEGABYTE = 1_000_000
_PARTS = 10
Seconds = dict[tuple[str, str], list[float]]
Counts = dict[str, list[int]]


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks speed`."""
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds, of other texts each [5]")
    parser.add_argument("--texts", type=int, default=6, metavar="N", help="articles a round and language [6]")
    parser.add_argument("--no-peers", action="store_true", help="measure ours alone")


def run(options: Namespace) -> Outcome:
    """Measures all readers. Raises PeerMissingError where a peer is not installed."""
    with ExitStack() as stack:
        peers = [] if options.no_peers else [stack.enter_context(start_peer(name)) for name in READS]
        seconds, counts = _measure(peers, options.rounds, options.texts)
    growth = {lang: measure_growth(lang) for lang in track(LANGUAGES, "a long article", console=PROGRESS)}
    rates = {f"{name} {lang}": _rate(counts[lang], taken) for (name, lang), taken in seconds.items()}
    ratios = {f"{name} {lang}": _ratio(seconds, name, (lang,)) for name, lang in seconds if name != OURS}
    lines = [f"{name:15} {rate:10,.1f} sentences a CPU second" for name, rate in rates.items()]
    lines += [f"{name:15} ours is {ratio:.1f}x" for name, ratio in ratios.items()]
    lines += [f"1 MB over ten of 100 kB, {lang}: {ratio:.2f}x" for lang, ratio in growth.items()]
    goals = [Goal(what="1 MB over ten of 100 kB", value=max(growth.values()), target=1.5, sense="<=", unit="x")]
    if peers:
        goals.append(Goal(what="ratio in English", value=ratios["recognizers_all en"], target=100, unit="x"))
    figures = {"sentences_per_second": rates, "ratios": ratios, "growth": growth}
    return Outcome(benchmark="speed", lines=tuple(lines), figures=figures, goals=tuple(goals))


def measure_growth(lang: str) -> float:
    """The CPU time of one long article over that of its ten parts."""
    whole = long_article(lang, _MEGABYTE)
    parts = cut(whole, _PARTS)
    return _seconds([whole]) / _seconds(parts)


def _measure(peers: Sequence[Peer], rounds: int, texts: int) -> tuple[Seconds, Counts]:
    """CPU seconds by reader and language and sentences by language, a figure a round.

    One round more, before the others, warms the peers up; all other golden texts warm ours, whose automata are built
    as they are used. No article is measured that was read before, as long as there are enough of them.
    """
    seconds: Seconds = {}
    counts: Counts = {}
    articles = {lang: golden_articles(lang) for lang in LANGUAGES}
    for lang in LANGUAGES:
        _seconds(golden_others(lang))
    for number, lang in track([*product(range(-1, rounds), LANGUAGES)], "texts", console=PROGRESS):
        batch = _batch(articles[lang], number * texts, texts)
        sentences = [one.text[part.start : part.end] for one in batch for part in split_sentences(one.text)]
        taken = {(OURS, lang): _seconds(batch)}
        taken |= {(one.name, lang): one.read(sentences, lang).seconds for one in peers if lang in READS[one.name]}
        if number >= 0:
            counts.setdefault(lang, []).append(len(sentences))
            for key, spent in taken.items():
                seconds.setdefault(key, []).append(spent)
    return seconds, counts


def _batch(articles: Sequence[Article], first: int, count: int) -> list[Article]:
    return [articles[place % len(articles)] for place in range(first, first + count)]


def _seconds(articles: Sequence[Article]) -> float:
    watchlist = load_watchlist()
    started = time.process_time()
    for article in articles:
        read_article(article, watchlist)
    return time.process_time() - started


def _rate(counts: Sequence[int], seconds: Sequence[float]) -> float:
    """Sentences a second: the median of the rounds."""
    return median(count / spent for count, spent in zip(counts, seconds, strict=True))


def _ratio(seconds: Seconds, peer: str, languages: Sequence[str]) -> float:
    """How many times faster ours is than a peer on the texts of these languages together: the median of the rounds."""
    theirs = map(sum, zip(*(seconds[peer, lang] for lang in languages), strict=True))
    mine = map(sum, zip(*(seconds[OURS, lang] for lang in languages), strict=True))
    return median(other / one for other, one in zip(theirs, mine, strict=True))
