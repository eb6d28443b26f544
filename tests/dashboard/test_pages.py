"""The pages run as Streamlit runs them, on a real release, without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import release as release_module
from tests.dashboard.boards import find_boards, list_openings, text
from tests.dashboard.newsroom import Newsroom, open_room, yuan
from tests.dashboard.opening import open_app

CHINESE_NAMES = ("阿里千问", "腾讯元宝", "百度文心", "字节豆包")

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(room_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_it(page: str = "compare", folder: Path = room_folder, **query: str) -> AppTest:
        monkeypatch.setenv("HONGBAO_DATA", str(folder))
        return open_app(page, **query)

    return open_it


def read(app: AppTest) -> str:
    """All HTML of the page, and the text of its boards."""
    return "\n".join([*(block.value for block in app.html), *map(text, find_boards(app))])


def links(app: AppTest) -> dict[str, str]:
    """Where the links on the page lead, by label."""
    return {link.label: link.query_string for link in (element.proto for element in app.page_link)}


def test_the_sample_edition_is_declared(open_page: Open) -> None:
    assert "invented outlets, real public figures" in read(open_page())


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
    assert {"30亿元", "10亿元", "超1亿"} <= list_openings(app).keys()
    assert "媒体为虚构" in page


def test_a_language_nobody_knows_falls_back_to_english(open_page: Open) -> None:
    assert open_page(lang="<script>").query_params["lang"] == "en"


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
    assert "¥500 m" not in list_openings(app)
    room.tell("Late Post", "Wenxin offers 500 million yuan.", "500 million yuan", **yuan("budget", 5e8, "wenxin"))
    room.publish_to(tmp_path)
    app.run()
    assert "¥500 m" in list_openings(app)


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
    assert "¥3 bn" in list_openings(app)
    assert "¥500 m" not in list_openings(app)


def test_a_release_is_opened_once(room_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONGBAO_DATA", str(room_folder))
    version = release_module.find_version()
    assert release_module.open_version(version) is release_module.open_version(version)
