"""What a crawl was answered is read back from its archive."""

from spiders.exchanges import read_exchanges
from tests.spiders.zoo import HOST, OpenRoom, article, crawl


def test_answers_are_read_one_at_a_time_so_that_long_ones_are_never_all_in_memory(tmp_path):
    with OpenRoom() as room:
        room.put_feed(room.put("/1", article("one")))
        crawl(room, tmp_path)
    (tmp_path / "zzz.warc.gz").mkdir()  # to read this would fail
    exchanges = read_exchanges(tmp_path)
    first, second, third = (next(exchanges) for _ in range(3))
    assert [one.role for one in (first, second, third)] == ["robots", "discovery", "article"]
    assert (third.response.url, b"one" in third.response.body) == (HOST + "/1", True)
