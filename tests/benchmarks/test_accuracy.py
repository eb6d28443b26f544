"""Extraction against the baseline on the golden corpus, and what a rule change shows."""

import json
from argparse import Namespace
from functools import cache

import pytest

from benchmarks import accuracy
from benchmarks.accuracy import judge_all, read_ours, run
from benchmarks.errors import MaterialError
from benchmarks.golden import GOLDEN, load_golden
from benchmarks.naive import read_naively
from benchmarks.statement import read_statements, write_statements
from benchmarks.tallies import tally
from tests.benchmarks.texts import make_document, make_statement


@pytest.fixture(scope="module", autouse=True)
def read_once():
    """Every run of this module is over the same texts with the same rules: each is read once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(accuracy, "judge_all", cache(judge_all))
        yield


@pytest.fixture(scope="module")
def ours(read_once):
    return accuracy.judge_all(load_golden(GOLDEN), read_ours)


@pytest.fixture(scope="module")
def naive(read_once):
    return accuracy.judge_all(load_golden(GOLDEN), read_naively)


def options(**given):
    return Namespace(**({"golden": GOLDEN, "claims": None, "against": None, "errors": 0} | given))


def test_the_golden_corpus_has_sentences_and_articles_in_both_languages():
    documents = load_golden()
    assert len({document.id for document in documents}) == len(documents)
    for lang in ("en", "zh"):
        kinds = [document.id.split("/")[1] for document in documents if document.lang == lang]
        assert kinds.count("articles") >= 30
        assert kinds.count("sentences") >= 75


def test_ours_beats_the_baseline_in_each_language_and_kind(ours, naive):
    mine, other = tally(ours), tally(naive)
    for name in ("all", "en", "zh", "spend", "reach"):
        assert mine[name].f1 > 1.5 * other[name].f1


def test_no_quote_of_either_is_broken(ours, naive):
    assert not [said for one in (*ours, *naive) for said in one.broken]


def test_the_baseline_gives_a_figure_to_the_app_named_nearest_and_to_nobody_where_none_is_named():
    text = "Qwen began on Friday, Doubao with 52 million daily users. It spent 3 billion yuan."
    (said,) = read_naively(make_document(text=text))
    assert (said.app, said.measure, said.value) == ("doubao", "dau", 52e6)
    assert text[said.start : said.end] == said.quote


def test_claims_kept_by_one_run_are_neither_gained_nor_lost_in_the_next(tmp_path, monkeypatch):
    kept = tmp_path / "claims.jsonl"
    run(options(claims=kept))
    monkeypatch.setattr(accuracy, "judge_all", judge_all)
    assert any(line.startswith("claims gained 0, lost 0") for line in run(options(against=kept)).lines)


def test_a_claim_that_is_new_and_one_that_is_gone_are_shown_with_their_verdicts(tmp_path, ours):
    kept = tmp_path / "claims.jsonl"
    said = [statement for one in ours for statement, _ in one.verdicts]
    right = next(statement for one in ours for statement, verdict in one.verdicts if verdict == "right")
    gone = make_statement(article_id=right.article_id, value=1.0, quote="gone")
    write_statements(kept, [one for one in said if one != right] + [gone])
    lines = run(options(against=kept)).lines
    assert f"+ right   {right}" in lines
    assert f"- wrong   {gone}" in lines
    assert "claims gained 1, lost 1" in "\n".join(lines)


def test_a_file_that_holds_no_claims_is_told_in_one_line(tmp_path):
    broken = tmp_path / "claims.jsonl"
    broken.write_text('{"app": "qwen"}\n')
    with pytest.raises(MaterialError, match="is no file of claims"):
        read_statements(broken)
    with pytest.raises(MaterialError, match="write one with --claims"):
        read_statements(tmp_path / "missing.jsonl")


def test_a_golden_text_that_is_broken_is_named(tmp_path):
    (tmp_path / "001.toml").write_text('id = "001"\n')
    with pytest.raises(MaterialError, match=r"001\.toml: is no golden text"):
        load_golden(tmp_path)


def test_errors_and_figures_are_told_on_request():
    outcome = run(options(errors=3))
    assert sum(line.startswith(("WRONG", "MISSED")) for line in outcome.lines) <= 3
    figures = json.loads(outcome.to_json())["figures"]
    assert figures["ours"]["all"]["f1"] > figures["naive"]["all"]["f1"]
    assert figures["broken_quotes"] == 0
