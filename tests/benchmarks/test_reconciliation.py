"""The benchmark of reconciliation: which figures it asks for, and what it makes of a small set of texts."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.reference import Figure, list_conflicts

TEXTS = {
    "one": "阿里宣布，千问春节投入6亿元，请大家吃喝玩乐。",
    "two": "千问春节活动启动，阿里巴巴宣布投入6亿元现金。",
    "three": "Alibaba said on Monday that it would spend 6 billion yuan on Qwen's Spring Festival campaign.",
}


@pytest.fixture
def material(tmp_path: Path) -> Path:
    """A folder with three texts, the last of them ten times off, and the figure that is right."""
    figure = {"app": "qwen", "measure": "budget", "value": 6e8, "date": "2026-02-02", "dev_support": 2}
    (tmp_path / "facts.json").write_text(json.dumps([figure]))
    (tmp_path / "texts").mkdir()
    for name, text in TEXTS.items():
        wrong = {"app": "qwen", "measure": "budget", "value": 6e9, "season": 2026, "consensus": 6e8, "conflict": "10x"}
        record = {
            "id": name,
            "url": f"http://{name}.example/1",
            "lang": "en" if name == "three" else "zh",
            "published": "2026-02-02",
            "title": None,
            "text": text,
            "facts": [wrong] if name == "three" else [],
        }
        (tmp_path / "texts" / f"{name}.json").write_text(json.dumps(record))
    return tmp_path


def test_a_slip_in_one_of_three_texts_is_shown_and_the_right_figure_preferred(
    material: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--figures", str(material / "facts.json"), "--texts", str(material / "texts")]
    assert main(["reconciliation", *given]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "in dispute: qwen budget 6,000,000,000: magnitude_slip" in told
    assert told[-1] == "preferred 100 %, target >= 95 %: met"


def test_a_folder_without_texts_ends_with_2(material: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--figures", str(material / "facts.json"), "--texts", str(material / "nowhere")]
    assert main(["reconciliation", *given]) == 2
    assert "holds no texts" in capsys.readouterr().err


def test_a_right_amount_is_in_conflict_only_for_a_level() -> None:
    said = {"app": "doubao", "season": 2026, "conflict": "of another day"}
    facts = [said | {"measure": "dau", "value": 78.71e6}, said | {"measure": "prize_max", "value": 8888}]
    public = [Figure("doubao", "dau", 78.71e6), Figure("doubao", "prize_max", 8888)]
    (conflict,) = list_conflicts([{"facts": facts}], 2026, public)
    assert (conflict.measure, "day_not_given" in conflict.causes) == ("dau", True)
