"""A page that once came under a wrong type is read all the same."""

from flows.settings import Settings
from tests.flows.runs import TEXT, run
from tests.spiders.zoo import HTML, Answer, OpenRoom


def test_a_page_whose_server_mends_its_type_is_an_article(tmp_path):
    with OpenRoom() as room:
        body = TEXT.format(7).encode()
        room.put_feed(room.put("/1", Answer(body, content_type="video/mp4")))
        settings = Settings(data=tmp_path)
        run(settings, room)
        room.put("/1", Answer(body, content_type=HTML))
        _, articles, claims = run(settings, room)
    assert len(articles) == 1
    assert claims
