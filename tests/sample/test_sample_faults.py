"""Each fault of the sample newsroom is one that the server really has, and the other hosts have none."""

import gzip
import re
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from http.client import IncompleteRead, RemoteDisconnected
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from sample.faults import FAULTS
from sample.press import PressError
from sample.server import serve_newsroom
from sample.spoiling import CROWD, HUGE_MEBIBYTES, MEBIBYTE
from tests.sample.asking import ask, connected

# Many runs, each of some seconds: part of the soak.
pytestmark = pytest.mark.soak

HOST = "lantern-daily.example"
FEED = f"http://{HOST}/feed.xml"
FRONT = f"http://{HOST}/"
REFUSALS = {"403": 403, "404": 404, "410": 410, "429": 429, "500": 500, "503": 503}


@contextmanager
def spoilt(name, host=HOST):
    with serve_newsroom(faults={host: name}) as newsroom:
        yield newsroom


def read_feed(newsroom):
    status, headers, body = ask(newsroom, FEED)
    assert status == 200
    assert "rss" in headers["Content-Type"]
    return feedparser.parse(body)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_leaves_robots_txt_and_the_other_hosts_whole(name):
    with spoilt(name) as newsroom:
        assert ask(newsroom, f"http://{HOST}/robots.txt")[0] == 200
        assert ask(newsroom, f"http://{HOST}/no-such-page")[0] == 404
        assert not feedparser.parse(ask(newsroom, "http://paper-boat.example/feed.xml")[2]).bozo


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.listings])
def test_a_fault_of_the_feed_leaves_the_pages_whole(name):
    with spoilt(name) as newsroom:
        status, headers, body = ask(newsroom, FRONT)
    assert (status, headers["Content-Length"]) == (200, str(len(body)))
    assert b"Lantern Daily" in body


@pytest.mark.parametrize(("name", "status"), REFUSALS.items())
def test_a_refusal_is_the_answer_to_every_page(name, status):
    with spoilt(name) as newsroom:
        answers = [ask(newsroom, FEED), ask(newsroom, FRONT), ask(newsroom, FEED, If_None_Match="*")]
    assert [answer[0] for answer in answers] == [status] * 3
    assert [answer[1]["Retry-After"] for answer in answers] == ["1" if name == "429" else None] * 3


def test_a_server_that_hangs_says_nothing():
    with spoilt("hang") as newsroom, connected(newsroom, timeout=0.3) as connection:
        connection.request("GET", FEED)
        with pytest.raises(TimeoutError):
            connection.getresponse()


def test_a_server_that_drips_has_sent_a_few_bytes_after_a_while():
    with spoilt("drip") as newsroom:
        address = urlsplit(newsroom.address)
        with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
            connection.sendall(f"GET {FEED} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
            time.sleep(0.6)
            got = connection.recv(1 << 16)
    head, _, body = got.partition(b"\r\n\r\n")
    assert b"200 OK" in head
    assert 1 <= len(body) <= 3
    assert int(re.search(rb"Content-Length: (\d+)", head)[1]) > 1000


def test_a_server_that_hangs_ends_with_its_block():
    with ExitStack() as left_open:
        with spoilt("hang") as newsroom:
            connection = left_open.enter_context(connected(newsroom))
            connection.request("GET", FEED)
        with pytest.raises((RemoteDisconnected, ConnectionResetError)):
            connection.getresponse()


def test_a_reset_comes_half_way_through_the_page():
    with spoilt("reset") as newsroom, connected(newsroom) as connection:
        connection.request("GET", FEED)
        with connection.getresponse() as response:
            assert response.status == 200
            with pytest.raises((ConnectionResetError, IncompleteRead)):
                response.read()


def test_a_loop_sends_a_page_to_itself():
    with spoilt("loop") as newsroom:
        status, headers, _ = ask(newsroom, FRONT)
    assert (status, headers["Location"]) == (302, FRONT)


def test_a_private_redirect_leaves_the_public_internet():
    with spoilt("private-redirect") as newsroom:
        status, headers, _ = ask(newsroom, FRONT)
    assert status == 302
    assert headers["Location"].startswith("http://10.")


def test_a_wrong_type_goes_with_the_right_page():
    with spoilt("wrong-type") as newsroom:
        _, headers, body = ask(newsroom, FRONT)
    assert headers["Content-Type"] == "video/mp4"
    assert b"Lantern Daily" in body


def test_a_web_page_stands_where_the_feed_was():
    with spoilt("html-for-xml") as newsroom:
        status, headers, body = ask(newsroom, FEED)
    assert status == 200
    assert headers["Content-Type"].startswith("text/html")
    assert b"<html" in body


def test_an_empty_feed_is_sound_and_lists_nothing():
    with spoilt("empty-feed") as newsroom:
        feed = read_feed(newsroom)
    assert not feed.bozo
    assert feed.feed.title == "Lantern Daily"
    assert feed.entries == []


def test_an_old_feed_lists_everything_nine_years_back():
    with spoilt("old-feed") as newsroom:
        feed = read_feed(newsroom)
    assert len(feed.entries) > 5
    assert {entry.published_parsed.tm_year for entry in feed.entries} == {2017}


def test_invalid_dates_are_in_a_sound_feed():
    with spoilt("invalid-dates") as newsroom:
        feed = read_feed(newsroom)
    assert not feed.bozo
    assert len(feed.entries) > 5
    assert all(entry.published and entry.published_parsed is None for entry in feed.entries)


def test_items_of_one_id_keep_their_links():
    with spoilt("one-id") as newsroom:
        feed = read_feed(newsroom)
    assert {entry.id for entry in feed.entries} == {"the-same"}
    assert len({entry.link for entry in feed.entries}) == len(feed.entries) > 5


@pytest.mark.parametrize("host", [HOST, "paper-boat.example"])
def test_relative_links_name_no_host(host):
    with spoilt("relative-links", host) as newsroom:
        body = ask(newsroom, f"http://{host}/feed.xml")[2].decode()
    links = re.findall(r'<link>([^<]*)|<link [^>]*href="([^"]*)', body)
    assert len(links) > 5
    assert all("".join(link).startswith("/") for link in links)


@pytest.mark.parametrize("host", [HOST, "paper-boat.example"])
def test_a_feed_of_ten_thousand_items_is_sound_and_repeats_no_link(host):
    with spoilt("10000-items", host) as newsroom:
        feed = etree.fromstring(ask(newsroom, f"http://{host}/feed.xml")[2])  # raises where it is not well formed
    items = list(feed.iter("{*}item", "{*}entry"))
    links = {link.get("href") or link.text for item in items for link in item.iterfind("{*}link")}
    assert None not in links
    assert len(links) == len(items) >= CROWD


def test_a_huge_page_says_how_huge_it_is_and_comes_in_pieces():
    with spoilt("huge") as newsroom, connected(newsroom) as connection:
        connection.request("GET", FRONT)
        with connection.getresponse() as response:
            assert response.headers["Content-Length"] == str(HUGE_MEBIBYTES * MEBIBYTE)
            assert len(response.read(3 * MEBIBYTE)) == 3 * MEBIBYTE


def test_a_gzip_bomb_is_small_until_it_is_unpacked():
    with spoilt("gzip-bomb") as newsroom:
        _, headers, body = ask(newsroom, FRONT)
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < MEBIBYTE / 10
    assert len(gzip.decompress(body)) == HUGE_MEBIBYTES * MEBIBYTE


def test_an_entity_bomb_is_small_and_stands_for_a_billion_words():
    with spoilt("entity-bomb") as newsroom:
        _, _, body = ask(newsroom, FEED)
    assert len(body) < 2000
    assert body.count(b"<!ENTITY") == 10
    assert b"&e9;" in body


@pytest.mark.parametrize("host", [HOST, "yuntai-daily.example"])
def test_broken_encoding_cannot_be_read_as_what_it_is_called(host):
    with spoilt("broken-encoding", host) as newsroom:
        _, headers, body = ask(newsroom, f"http://{host}/")
    with pytest.raises(UnicodeDecodeError):
        body.decode(headers.get_content_charset())


@pytest.mark.parametrize(
    ("host", "name", "says"),
    [
        (
            "nobody.example",
            "drip",
            "nobody.example: no host of the sample newsroom; choose one of crane-digest.example,",
        ),
        (HOST, "flood", "flood: no such fault; choose one of 403,"),
        ("crane-digest.example", "old-feed", "crane-digest.example is found through its list"),
        ("lantern-wire.example", "empty-feed", "lantern-wire.example is found through its sitemap"),
    ],
)
def test_a_fault_that_cannot_be_had_is_refused_in_one_line(host, name, says):
    with pytest.raises(PressError, match=says) as refusal, spoilt(name, host):
        pass
    assert "\n" not in str(refusal.value)


def test_the_command_takes_faults_and_a_moment():
    command = [sys.executable, "-u", "-m", "sample", "--fault", f"{HOST}=410", "--at", "2026-02-10"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        try:
            address = re.search(r"http://[\d.:]+", served.stdout.readline())[0]
            newsroom = type("Served", (), {"address": address})
            assert ask(newsroom, FEED)[0] == 410
            wire = ask(newsroom, "http://lantern-wire.example/news-sitemap.xml")[2]
        finally:
            served.terminate()
    assert b"2026-02-06" in wire
    assert b"2026-02-17" not in wire


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--fault", "drip"], "drip: write HOST=NAME"),
        (["--fault", f"{HOST}=flood"], "flood: no such fault"),
        (["--at", "tomorrow"], "tomorrow: write a date or an instant"),
    ],
)
def test_the_command_refuses_in_one_line_what_it_cannot_do(given, says):
    command = [sys.executable, "-m", "sample", *given]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 2
    assert says in done.stderr.splitlines()[-1]
