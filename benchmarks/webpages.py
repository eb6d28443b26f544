"""Makes the pages of a mixed archive: golden texts and filler of our own, each in a news page with all its furniture.

A page has what outlets put around an article: scripts, styles, menus, related stories, comments; 20 to 60 kB.
Nothing around a filler article names anybody who is watched, as on a page about something else.
"""

import json
import random
from collections.abc import Iterator
from html import escape

from benchmarks.texts import golden_articles
from extraction.pages import Page
from extraction.records import Article

RELEVANT_EVERY = 20
_SEED = 20270206
_FILLER = {
    "en": (
        "The ferry to the northern islands was late again on Thursday, and the fish market opened without its crabs.",
        "Officials said the new bridge will be painted before the rains, at 12 million yuan over three years.",
        "Hikers found the trail closed at the second hut, where snow had covered the signs up to their tops.",
        "Growers in the valley expect 40,000 tonnes of tangerines, a fifth more than in the year of the late frost.",
        "The orchestra played for two hours, and the last train waited ten minutes for those who stayed to the end.",
        "About 300 people signed the letter, which asks the city to keep the reading room open on Sundays.",
    ),
    "zh": (
        "周四北线渡轮再次晚点，鱼市开门时还没有等到螃蟹。",
        "市政部门表示，新桥将在雨季之前完成涂装，三年共需1200万元。",
        "登山者在第二座木屋前折返，积雪已经没过路牌。",
        "山谷里的果农预计今年收柑橘4万吨，比霜冻那年多五分之一。",
        "乐团演奏了两个小时，末班车为留到最后的听众多等了十分钟。",
        "约300人在信上签名，希望图书馆周日照常开放。",
    ),
}
_SHAPE = (
    '<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="author" content="{byline}"><meta property="og:title" content="{title}">'
    '<meta property="article:published_time" content="{day}"><meta property="og:site_name" content="{site}">'
    '<style>{style}</style><script>{script}</script></head><body><header><nav><ul>{menu}</ul></nav></header>'
    '<main><article><h1>{title}</h1>{body}</article></main><aside class="related"><ul>{related}</ul></aside>'
    '<section class="comments">{comments}</section><footer><ul>{menu}</ul><p>{footer}</p></footer></body></html>'
)  # fmt: skip
_LINK = '<li class="menu-item"><a class="menu-link" href="/section/{number}"><span>{number}</span></a></li>'
_CARD = (
    '<li class="card"><a class="card-link" href="/story/{number}"><img src="/thumb/{number}.jpg" alt="" loading="lazy">'
    '<span class="card-title">{text}</span></a><time datetime="{day}">{day}</time></li>'
)
_COMMENT = (
    '<div class="comment"><div class="comment-head"><span class="who">reader {number}</span></div>'
    '<p>{text}</p><div class="comment-foot"><a href="#{number}">{number}</a></div></div>'
)
_SITE = {"en": "The Tangerine Post", "zh": "柑橘邮报"}
_BYLINE = {"en": "Plum Blossom", "zh": "梅子青"}
_FOOTER = {"en": "All rights reserved. Contact the desk by letter.", "zh": "版权所有，来稿请寄编辑部。"}
_DAY = "2026-02-10T08:00:00+08:00"


def make_archive(count: int) -> list[Page]:
    """`count` pages, English and Chinese in turn, every twentieth with a golden text; always the same pages."""
    chance = random.Random(_SEED)  # noqa: S311 - the same pages on every run, not a secret
    relevant = {lang: _long_enough(golden_articles(lang)) for lang in _FILLER}
    return [_page(number, chance, relevant) for number in range(count)]


def _long_enough(articles: list[Article]) -> Iterator[Article]:
    """Texts of several paragraphs, again and again: no library takes a single sentence for an article."""
    chosen = [one for one in articles if one.title and one.text.count("\n") >= 2]
    while True:
        yield from chosen


def _page(number: int, chance: random.Random, relevant: dict[str, Iterator[Article]]) -> Page:
    lang = "en" if (number // RELEVANT_EVERY + number) % 2 else "zh"
    if number % RELEVANT_EVERY == 0:
        title, *body = [line for line in next(relevant[lang]).text.strip().split("\n") if line.strip()]
    else:
        title, *body = [_passage(chance, lang, 1), *(_passage(chance, lang, 4) for _ in range(chance.randrange(5, 20)))]
    html = _render(chance, lang, title, body)
    return Page(url=f"https://post.example/{number}", content_type="text/html; charset=utf-8", body=html.encode())


def _passage(chance: random.Random, lang: str, sentences: int) -> str:
    return (" " if lang == "en" else "").join(chance.choices(_FILLER[lang], k=sentences))


def _render(chance: random.Random, lang: str, title: str, body: list[str]) -> str:
    words = [f"{chance.randrange(16**8):08x}" for _ in range(chance.randrange(100, 1000))]
    return _SHAPE.format(
        lang=lang, title=escape(title), day=_DAY, site=_SITE[lang], byline=_BYLINE[lang],
        footer=_FOOTER[lang],
        style="".join(f".c{word}{{margin:0;padding:1px}}" for word in words[:100]),
        script=f"var state = {json.dumps(words)};",
        menu="".join(_LINK.format(number=chance.randrange(1000)) for _ in range(chance.randrange(30, 80))),
        body="".join(f"<p>{escape(line)}</p>" for line in body),
        related=_repeat(_CARD, chance, lang, chance.randrange(20, 60)),
        comments=_repeat(_COMMENT, chance, lang, chance.randrange(5, 50)),
    )  # fmt: skip


def _repeat(shape: str, chance: random.Random, lang: str, count: int) -> str:
    return "".join(
        shape.format(number=chance.randrange(10**6), text=escape(_passage(chance, lang, 1)), day=_DAY[:10])
        for _ in range(count)
    )
