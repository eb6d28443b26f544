"""`hongbao explain` shows each figure with its verdict, its rule and the owners that were weighed."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.errors import InputError
from flows.explaining import explain

HONGBAO = Path(sys.executable).with_name("hongbao")
TEXT = "千问日活7352万，元宝1828万，比豆包少约519万。"


def test_each_figure_is_a_claim_or_is_rejected_with_a_reason(watchlist):
    verdicts = {one.figure: one.verdict for one in explain(TEXT, watchlist)}
    assert verdicts == {
        "7352万": "claim: qwen dau · season 2026",
        "1828万": "claim: yuanbao dau · season 2026",
        "519万": "rejected: gap",
    }


def test_the_rule_its_example_and_the_weighed_owners_are_shown(watchlist):
    second = list(explain(TEXT, watchlist))[1]
    assert second.rule.startswith(("reach.", "carry."))
    assert second.owners[0].startswith("yuanbao")
    assert any(owner.startswith("qwen") for owner in second.owners[1:])
    assert "N" in second.marked


def test_a_file_is_explained_like_its_text(watchlist, tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert list(explain(str(path), watchlist)) == list(explain(TEXT, watchlist))


@pytest.mark.parametrize("given", ["nothing to see", "missing.txt", ""])
def test_what_cannot_be_explained_says_why(given, watchlist):
    with pytest.raises(InputError):
        list(explain(given, watchlist))


def test_the_command_prints_for_people_without_control_characters():
    done = subprocess.run([HONGBAO, "explain", f"\x1b[31m{TEXT}"], capture_output=True, text=True, check=True)
    assert "claim: qwen dau" in done.stdout
    assert "\x1b" not in done.stdout


def test_an_event_is_explained_too(watchlist):
    (one,) = explain("元宝的红包活动2月1日启动。", watchlist)
    assert (one.verdict, one.rule) == ("claim: yuanbao launch · 2026-02-01 · season 2026", "event.launch")
