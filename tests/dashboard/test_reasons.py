"""The reason of a figure is a sentence in the reader's language, for every code that the warehouse knows."""

import re
from typing import Any

import pytest

from dashboard.causes import SIGNS, draw_cause
from dashboard.reasons import write_reason
from dashboard.wording import LANGUAGES, load_wording
from tests.dashboard.boards import text
from tests.dashboard.newsroom import HOSTILE
from tests.dashboard.test_pages import Open, open_page, read
from warehouse.dictionary import read_dictionary

__all__ = ["open_page"]

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[a-z]{3,}")
BLANK: dict[str, Any] = dict.fromkeys(
    (
        "amount", "tens", "usual", "usual_bound", "usual_max", "usual_zh", "others", "other_reports", "usual_as_of",
        "other_measure", "rivals", "rule", "basis", "other_basis", "origin", "origins", "reports",
    )
)  # fmt: skip
USUAL: dict[str, Any] = {"amount": 30e9, "tens": 1, "usual": 3e9, "usual_zh": "30亿", "others": 7, "other_reports": 7}
FULL: dict[str, Any] = USUAL | {
    "usual_as_of": "2026-02-06",
    "other_measure": "messages",
    "rivals": [{"amount": 5e9, "origins": 1}, {"amount": 6666.0, "origins": 2}],
    "rule": "more_origins",
    "basis": "media",
    "other_basis": "official",
    "origin": "reported by 汤圆科技",
    "origins": 2,
    "reports": 3,
}
CODES = (
    "magnitude_slip", "article_slips", "wrong_day", "other_measure", "even_slip", "day_not_given", "fewer_origins",
    "lesser_basis", "older", "preferred", "agree", "one_origin",
)  # fmt: skip


def make_fact(code: str, *, currency: str | None = "CNY", **args: Any) -> dict[str, Any]:
    figure = {"fact_id": "f", "app": "qwen", "measure": "budget", "basis": "media", "as_of": None, "bound": "exact"}
    counts = {"value": 30e9, "value_max": None, "value_cny": 30e9 if currency else None, "origins": 1, "claims": 1}
    standing = {"unit": currency, "currency": currency, "rank": "normal", "status": "disputed"}
    reason = {"reason": "as recorded", "reason_code": code, "reason_args": BLANK | args}
    return figure | counts | standing | reason


@pytest.mark.parametrize("code", CODES)
def test_each_reason_is_said_in_both_languages(code: str) -> None:
    fact = make_fact(code, **FULL)
    english, chinese = (write_reason(fact, load_wording(lang)) for lang in ("en", "zh"))
    assert "as recorded" not in english + chinese
    assert not re.search(r"[{}]|None", english + chinese)
    assert CHINESE.search(chinese)
    assert not LATIN.search(chinese)


def test_the_codes_are_those_of_the_warehouse() -> None:
    said = read_dictionary()["columns"]["reason_code"]
    listed = said.split(": ")[1].rstrip(".").replace(" or ", ", ").split(", ")
    assert set(listed) == set(CODES)


def test_a_translation_slip_names_the_chinese_number() -> None:
    fact = make_fact("magnitude_slip", **FULL)
    english = "¥30 bn is ten times the ¥3 bn that 7 other origins give; 30亿 is ¥3 bn: likely a translation slip"
    assert write_reason(fact, load_wording("en")) == english
    chinese = "300亿元是另外 7 个信源所说30亿元的十倍；中文原数是“30亿”，很可能是翻译换算错误"
    assert write_reason(fact, load_wording("zh")) == chinese


def test_a_figure_that_is_too_small_is_no_translation_slip() -> None:
    fact = make_fact("magnitude_slip", **FULL | {"amount": 3e8, "tens": -1})
    said = write_reason(fact, load_wording("en"))
    assert said == "¥300 m is a tenth of the ¥3 bn that 7 other origins give: likely a slip of magnitude"


def test_rivals_are_written_in_the_units_of_the_language() -> None:
    fact = make_fact("preferred", **FULL)
    assert write_reason(fact, load_wording("en")) == (
        "preferred to ¥5 bn (1 origin), ¥6,666 (2 origins): more independent origins"
    )
    assert write_reason(fact, load_wording("zh")) == "优先于50亿元（1 个信源）、6,666元（2 个信源）：独立信源更多"


def test_rivals_keep_their_bounds_in_both_languages() -> None:
    rivals = [
        {"amount": 5e9, "origins": 1, "bound": "at_least", "amount_max": None},
        {"amount": 1e9, "origins": 2, "bound": "range", "amount_max": 2e9},
    ]
    fact = make_fact("preferred", **FULL | {"rivals": rivals})
    english, chinese = (write_reason(fact, load_wording(lang)) for lang in ("en", "zh"))
    assert english == "preferred to over ¥5 bn (1 origin), ¥1 bn to ¥2 bn (2 origins): more independent origins"
    assert chinese == "优先于超50亿元（1 个信源）、10亿元至20亿元（2 个信源）：独立信源更多"


def test_the_preferred_value_keeps_its_bound_in_both_languages() -> None:
    fact = make_fact("older", **FULL | {"usual_bound": "at_least"})
    assert "the preferred over ¥3 bn (7 origins)" in write_reason(fact, load_wording("en"))
    assert "采用值“超30亿元”（7 个信源）" in write_reason(fact, load_wording("zh"))
    spread = make_fact("older", **FULL | {"usual_bound": "range", "usual_max": 4e9})
    assert "the preferred ¥3 bn to ¥4 bn (7 origins)" in write_reason(spread, load_wording("en"))


def test_many_rivals_are_counted() -> None:
    rivals = [{"amount": number * 1e6, "origins": 1} for number in range(2, 7)]
    said = write_reason(make_fact("preferred", currency=None, **FULL | {"rivals": rivals}), load_wording("en"))
    assert said == "preferred to 2 m (1 origin), 3 m (1 origin), 4 m (1 origin) and 2 more: more independent origins"


def test_a_better_basis_is_named() -> None:
    fact = make_fact("preferred", **FULL | {"rule": "better_basis", "basis": "official", "other_basis": "media"})
    assert write_reason(fact, load_wording("en")).endswith(": official before media")
    assert write_reason(fact, load_wording("zh")).endswith("：官方优先于媒体")


def test_as_many_origins_are_told_apart_by_their_reports() -> None:
    fact = make_fact("fewer_origins", **FULL | {"origins": 7})
    assert "fewer independent reports" in write_reason(fact, load_wording("en"))


def test_one_other_origin_is_singular() -> None:
    fact = make_fact("wrong_day", **FULL | {"others": 1, "other_reports": 3, "amount": 5e9})
    said = write_reason(fact, load_wording("en"))
    assert said == "one other origin, in 3 independent reports, gives ¥5 bn for 6 Feb 2026: likely the wrong day"


def test_a_reason_nobody_has_words_for_is_said_as_recorded() -> None:
    assert write_reason(make_fact("no_such_code", **FULL), load_wording("zh")) == "as recorded"
    assert write_reason(make_fact("agree") | {"reason_args": None}, load_wording("zh")) == "as recorded"


def test_braces_in_a_name_are_no_places() -> None:
    fact = make_fact("one_origin", **FULL | {"origin": f"said by {{amount}} {HOSTILE}", "reports": 1})
    assert write_reason(fact, load_wording("en")).startswith("one origin only: said by {amount} <script>")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_cause_has_a_word_a_sign_and_an_explanation(lang: str) -> None:
    wording = load_wording(lang)
    for cause in SIGNS:
        chip = draw_cause(cause, wording)
        assert wording.say(f"cause.{cause}") in text(chip)
        assert chip["words"]["title"] == wording.say(f"cause_long.{cause}")


def test_a_cause_nobody_knows_is_shown_as_text() -> None:
    assert "<b>" in text(draw_cause("<b>", load_wording("en")))


def test_chinese_pages_have_no_english_reasons(open_page: Open) -> None:
    pages = [read(open_page(page, lang="zh")) for page in ("compare", "evidence", "disputed")]
    for said in ("independent origins", "one origin only", "preferred to", "likely a"):
        assert not any(said in page for page in pages), said
    assert all("3 个独立信源一致" in page for page in pages)


def test_evidence_keeps_the_reason_as_recorded(open_page: Open, room_release: Any) -> None:
    slip = room_release.facts(app="qwen", measure="budget", status="suspect")["fact_id"][0]
    page = read(open_page("evidence", lang="zh", fact=slip))
    assert "很可能是翻译换算错误" in page
    assert "规则原文：30 bn is ten times what 3 other origins say" in page
