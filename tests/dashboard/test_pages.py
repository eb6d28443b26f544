"""The pages run as Streamlit runs them, on a real release, without a browser."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import release as release_module
from tests.dashboard.newsroom import SCRIPT, Newsroom, open_room, yuan

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
NAMES = ("Alibaba Qwen", "Tencent Yuanbao", "Baidu Wenxin", "ByteDance Doubao")
CHINESE_NAMES = ("阿里千问", "腾讯元宝", "百度文心", "字节豆包")

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(room_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_it(page: str = "compare", folder: Path = room_folder, **query: str) -> AppTest:
        monkeypatch.setenv("HONGBAO_DATA", str(folder))
        app = AppTest.from_file(APP, default_timeout=30)
        app.query_params.update(query)
        app.run()
        if page != "compare":
            app.switch_page(f"views/{page}.py")
            app.query_params.update(query)
            app.run()
        assert not app.exception
        return app

    return open_it


def read(app: AppTest) -> str:
    """All HTML of the page."""
    return "\n".join(block.value for block in app.html)


def links(app: AppTest) -> dict[str, str]:
    """Where the links on the page lead, by label."""
    return {link.label: link.query_string for link in (element.proto for element in app.page_link)}


def test_the_four_apps_stand_beside_each_other(open_page: Open) -> None:
    page = read(open_page())
    assert all(name in page for name in NAMES)


def test_spend_is_shown_with_a_link_to_its_evidence(open_page: Open, find_fact: Callable[[str, str], str]) -> None:
    shown = links(open_page())
    assert f"fact={find_fact('qwen', 'budget')}" in shown["¥3 bn"]
    assert f"fact={find_fact('yuanbao', 'budget')}" in shown["¥1 bn"]


def test_an_app_without_a_figure_is_said_to_have_none(open_page: Open) -> None:
    page = read(open_page())
    assert "No figure found" in page
    assert "that is not zero" in page


def test_a_bound_is_written_as_a_bound(open_page: Open) -> None:
    assert "over 100 m" in links(open_page())


def test_a_multiple_stands_beside_a_comparable_figure(open_page: Open) -> None:
    page = read(open_page())
    assert "0.33× Qwen" in page
    assert "over 1.36× Qwen" in page


def test_a_sponsor_without_a_sum_is_named_and_not_given_one(open_page: Open) -> None:
    assert "Sponsor, no sum" in read(open_page())


def test_every_chart_has_its_table(open_page: Open) -> None:
    app = open_page()
    charts = app.get("vega_lite_chart")
    assert charts
    assert read(app).count("<table>") >= len(charts)


def test_measures_nobody_has_a_figure_of_are_named(open_page: Open) -> None:
    assert "No figure found for any app: Peak monthly users" in read(open_page())


def test_the_sample_edition_is_declared(open_page: Open) -> None:
    assert "invented outlets, real public figures, for demonstration" in read(open_page())


def test_a_live_edition_is_not_called_a_sample(open_page: Open, tmp_path: Path) -> None:
    open_room().publish_to(tmp_path, edition="live")
    assert "invented outlets" not in read(open_page(folder=tmp_path))


def test_the_header_says_how_fresh_the_data_are(open_page: Open) -> None:
    page = read(open_page())
    assert "Data up to 10 Feb 2026" in page
    assert "10 articles" in page
    assert "No run on record" in page


def test_the_address_keeps_language_and_season(open_page: Open) -> None:
    app = open_page(lang="zh")
    assert app.query_params["lang"] == "zh"
    assert app.query_params["season"] == "2026"


def test_chinese_pages_speak_chinese_with_chinese_units(open_page: Open) -> None:
    app = open_page(lang="zh")
    page = read(app)
    assert all(name in page for name in CHINESE_NAMES)
    assert {"30亿元", "10亿元", "超1亿"} <= links(app).keys()
    assert "媒体为虚构" in page


def test_a_language_nobody_knows_falls_back_to_english(open_page: Open) -> None:
    assert open_page(lang="<script>").query_params["lang"] == "en"


def test_evidence_shows_the_sentence_with_its_number(open_page: Open, find_fact: Callable[[str, str], str]) -> None:
    page = read(open_page("evidence", fact=find_fact("qwen", "budget")))
    assert "<mark>Qwen will spend <strong>3 billion yuan</strong> on treats.</mark>" in page
    assert "Lantern Daily was there." in page
    assert "10 Feb 2026, 09:00" in page


def test_evidence_names_rule_origin_and_archive_record(open_page: Open, find_fact: Callable[[str, str], str]) -> None:
    page = read(open_page("evidence", fact=find_fact("qwen", "budget")))
    for said in ("room.rule", "Alibaba", "room.warc.gz", "sha1:ROOM0", "official: the company says so"):
        assert said in page


def test_evidence_leads_to_the_sentence_at_the_publisher(open_page: Open, find_fact: Callable[[str, str], str]) -> None:
    app = open_page("evidence", fact=find_fact("yuanbao", "budget"))
    (link,) = app.link_button
    assert link.proto.url.startswith("https://outlet-4.example/news/4#:~:text=%E5%85%83%E5%AE%9D")


def test_evidence_can_be_cited(open_page: Open, find_fact: Callable[[str, str], str]) -> None:
    app = open_page("evidence", fact=find_fact("yuanbao", "budget"))
    assert "汤圆科技: Headline 4" in app.code[0].value
    assert "sha1:ROOM4" in app.code[0].value


def test_a_disputed_value_shows_the_values_beside_it(open_page: Open, find_fact: Callable[[str, str], str]) -> None:
    app = open_page("evidence", fact=find_fact("qwen", "budget"))
    assert "¥30 bn" in links(app)
    assert "likely a translation slip" in read(app)


def test_an_unknown_fact_is_explained(open_page: Open) -> None:
    assert "no figure of that address" in read(open_page("evidence", fact="nowhere"))


def test_without_a_fact_the_figures_are_listed(open_page: Open) -> None:
    app = open_page("evidence")
    assert {"¥3 bn", "¥30 bn", "¥1 bn", "up to ¥10,000", "73.52 m", "over 100 m"} <= links(app).keys()


def test_the_list_is_narrowed_by_what_the_address_says(open_page: Open) -> None:
    app = open_page("evidence", app="yuanbao", measure="budget")
    assert "¥1 bn" in links(app)
    assert "¥3 bn" not in links(app)


def test_hostile_text_is_shown_as_text(open_page: Open, find_fact: Callable[[str, str], str]) -> None:
    app = open_page("evidence", fact=find_fact("qwen", "coupon"))
    page = read(app)
    assert SCRIPT not in page
    assert "&lt;script&gt;window.hurt=1&lt;/script&gt;" in page
    assert "\u202e" not in page + app.code[0].value
    assert "[U+202E]" in page


def test_a_script_address_is_no_link(open_page: Open, find_fact: Callable[[str, str], str]) -> None:
    app = open_page("evidence", fact=find_fact("qwen", "coupon"))
    assert not app.link_button
    assert "no web address" in read(app)


def test_hostile_text_reaches_no_markdown(open_page: Open, find_fact: Callable[[str, str], str]) -> None:
    for app in (open_page(), open_page("evidence"), open_page("evidence", fact=find_fact("qwen", "coupon"))):
        texts = [element.value for element in [*app.markdown, *app.title, *app.header, *app.caption]]
        assert not any("javascript" in text or "script>" in text for text in texts)


def test_without_a_release_the_page_says_what_to_do(open_page: Open, tmp_path: Path) -> None:
    page = read(open_page(folder=tmp_path))
    assert "no release has been published" in page
    assert "hongbao demo" in page


def test_without_a_release_the_language_can_still_be_chosen(open_page: Open, tmp_path: Path) -> None:
    assert "尚未发布任何版本" in read(open_page(folder=tmp_path, lang="zh"))


def test_an_unreadable_file_is_said_to_be_one(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "hongbao.duckdb").write_bytes(b"no database at all, though long enough to be looked at" * 100)
    page = read(open_page(folder=tmp_path))
    assert "cannot be read" in page
    assert "hongbao refresh" in page


def test_a_release_without_figures_says_so(open_page: Open, tmp_path: Path) -> None:
    Newsroom().publish_to(tmp_path)
    assert "No figures have been found for any season" in read(open_page(folder=tmp_path))
    assert "No figures have been found for any season" in read(open_page("evidence", folder=tmp_path))


def test_a_new_release_appears_without_a_restart(open_page: Open, tmp_path: Path) -> None:
    room = open_room()
    room.publish_to(tmp_path)
    app = open_page(folder=tmp_path)
    assert "500 m" not in str(links(app))
    room.tell("Late Post", "Wenxin offers 500 million yuan.", "500 million yuan", **yuan("budget", 5e8, "wenxin"))
    room.publish_to(tmp_path)
    app.run()
    assert "¥500 m" in links(app)


def test_a_damaged_release_gives_way_to_the_one_before_and_the_page_says_so(open_page: Open, tmp_path: Path) -> None:
    room = open_room()
    room.publish_to(tmp_path)
    room.tell("Late Post", "Wenxin offers 500 million yuan.", "500 million yuan", **yuan("budget", 5e8, "wenxin"))
    room.publish_to(tmp_path)
    damaged = (tmp_path / "hongbao.duckdb").resolve()
    damaged.chmod(0o644)
    damaged.write_bytes(damaged.read_bytes()[:50_000])
    app = open_page(folder=tmp_path)
    assert "An earlier release is shown" in read(app)
    assert "¥3 bn" in links(app)
    assert "¥500 m" not in links(app)


def test_a_release_is_opened_once(room_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONGBAO_DATA", str(room_folder))
    version = release_module.find_version()
    assert release_module.open_version(version) is release_module.open_version(version)


@pytest.mark.parametrize("lacking", ["marts.coverage", "marts.edition"])
def test_a_release_of_an_earlier_version_is_told_as_one(open_page: Open, tmp_path: Path, lacking: str) -> None:
    path = open_room().publish_to(tmp_path)
    path.chmod(0o644)
    with duckdb.connect(path) as connection:
        connection.execute(f"DROP TABLE IF EXISTS {lacking}")
    path.with_suffix(".seal").unlink()
    app = open_page("sources", folder=tmp_path)
    assert "an earlier version of Hongbao made it" in read(app)
