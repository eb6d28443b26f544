"""Untrusted text stays text: in HTML, in Markdown, in links, and in the order in which it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.grids import draw_grid
from dashboard.links import link_sentence, web_address
from dashboard.markup import join, plain, reveal, tag
from dashboard.passages import draw_passage, find_passage


@given(st.text())
def test_no_text_can_open_a_tag(text: str) -> None:
    html = tag("p", text, title=text).html
    assert html.count("<") == html.count(">") == 2
    assert html.removeprefix('<p title="').split('">')[0].count('"') == 0


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "Lu"])))
def test_no_unseen_character_gets_through(text: str) -> None:
    shown = reveal(text)
    assert all(character in "\n\t" or character.isprintable() for character in shown)


def test_a_change_of_direction_is_written_out() -> None:
    assert reveal("a\u202eb\u2066c\u200bd") == "a[U+202E]b[U+2066]c[U+200B]d"


@pytest.mark.parametrize(("name", "kind"), [("script", ""), ("a", ""), ("p", '" onclick="x'), ("p", "A")])
def test_only_foreseen_tags_and_classes_are_made(name: str, kind: str) -> None:
    with pytest.raises(ValueError, match="not among the markup"):
        tag(name, kind=kind)


def test_a_wide_table_is_scrolled_by_the_keys_and_a_change_is_read_out() -> None:
    assert draw_grid(["a"], []).html.startswith('<div class="table" tabindex="0"><table>')
    assert tag("p", "12 figures", is_live=True).html == '<p role="status">12 figures</p>'


def test_markup_is_not_escaped_twice() -> None:
    assert join(tag("b", "1 < 2"), " & more").html == "<b>1 &lt; 2</b> &amp; more"


def test_markdown_is_escaped_and_numbers_are_left_alone() -> None:
    assert plain("[x](javascript:alert(1)) **b** www.evil.example") == (
        r"\[x\]\(javascript\:alert\(1\)\) \*\*b\*\* www\.evil\.example"
    )
    assert plain("¥73.52 m, 727.7%") == "¥73.52 m, 727.7%"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "//evil.example/x",
        "http://",
        "https://bank.example@evil.example/",
        "https://evil.example\\@bank.example/",
        "ftp://files.example/",
        "http://[broken/",
        " https://a.example/",
    ],
)
def test_what_is_no_plain_web_address_is_no_link(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize("url", ["https://a.example/b?c=d#e", "http://a.example:8080/", "HTTPS://A.example/新闻"])
def test_a_web_address_is_one(url: str) -> None:
    assert web_address(url) == url


def test_a_short_sentence_is_linked_whole() -> None:
    link = link_sentence("https://a.example/b", "Up to 10,000 - really?")
    assert link == "https://a.example/b#:~:text=Up%20to%2010%2C000%20%2D%20really%3F"


def test_a_long_sentence_is_linked_by_its_ends() -> None:
    link = link_sentence("https://a.example/b", "One two three four five six. " * 10)
    assert link.endswith("#:~:text=One%20two%20three%20four%20five,two%20three%20four%20five%20six.")


def test_a_long_chinese_sentence_is_linked_by_its_ends() -> None:
    link = link_sentence("https://a.example/b", "一二三四五六七八九十" * 20)
    assert link.count(",") == 1
    assert len(link) < 500


def test_an_anchor_in_the_address_is_kept_and_an_old_fragment_is_not() -> None:
    assert link_sentence("https://a.example/b#top:~:text=old", "new") == "https://a.example/b#top:~:text=new"


TEXT = "First sentence. " * 30 + "Qwen spends 3 billion yuan." + " Last sentence." * 30
START = TEXT.index("Qwen")
QUOTE = (START, START + len("Qwen spends 3 billion yuan."))
NUMBER = (TEXT.index("3 billion"), TEXT.index("3 billion") + len("3 billion"))


def test_a_passage_is_a_stretch_of_the_article() -> None:
    passage = find_passage(TEXT, QUOTE, NUMBER)
    whole = passage.before + passage.quote_before + passage.number + passage.quote_after + passage.after
    assert whole in TEXT
    assert passage.number == "3 billion"


def test_a_passage_begins_and_ends_with_whole_sentences() -> None:
    passage = find_passage(TEXT, QUOTE, NUMBER)
    assert passage.before.strip().startswith("First sentence.")
    assert passage.after.endswith("Last sentence.")
    assert passage.is_cut_before
    assert passage.is_cut_after


def test_a_quote_that_is_the_whole_text_has_nothing_around_it() -> None:
    passage = find_passage("Over 5 million.", (0, 15), (5, 14))
    assert draw_passage(passage).html == (
        '<blockquote class="passage"><span class="around"></span>'
        '<mark>Over <strong>5 million</strong>.</mark><span class="around"></span></blockquote>'
    )


@given(st.text(min_size=1), st.data())
def test_any_passage_of_any_text_is_found(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    passage = find_passage(text, (cuts[0], cuts[3]), (cuts[1], cuts[2]))
    assert passage.quote_before + passage.number + passage.quote_after == text[cuts[0] : cuts[3]]
    assert text[: cuts[0]].endswith(passage.before)
    assert text[cuts[3] :].startswith(passage.after)
