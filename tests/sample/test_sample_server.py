"""The sample newsroom answers as a web server and as a forward proxy should."""

import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from sample.server import serve_newsroom
from tests.sample.asking import ask, connected

FEED = "http://lantern-daily.example/feed.xml"


@pytest.fixture(scope="module")
def newsroom():
    with serve_newsroom() as served:
        yield served


def test_it_is_a_proxy_for_its_own_hosts_on_loopback(newsroom):
    assert newsroom.address.startswith("http://127.0.0.1:")
    assert len(newsroom.hosts) >= 5
    assert newsroom.sources_file.is_file()
    for host in newsroom.hosts:
        status, headers, body = ask(newsroom, f"http://{host}/")
        assert status == 200
        assert headers["Content-Length"] == str(len(body))


def test_a_host_header_serves_the_same_page_as_a_proxy_request(newsroom):
    by_proxy = ask(newsroom, FEED)
    by_host = ask(newsroom, "/feed.xml", Host="lantern-daily.example:80")
    assert by_proxy[0] == by_host[0] == 200
    assert by_proxy[2] == by_host[2]


def test_unchanged_pages_are_answered_304_without_a_body(newsroom):
    _, headers, _ = ask(newsroom, FEED)
    by_tag = ask(newsroom, FEED, If_None_Match=f'"other", W/{headers["ETag"]}')
    by_date = ask(newsroom, FEED, If_Modified_Since=headers["Last-Modified"])
    for status, again, body in (by_tag, by_date):
        assert (status, body) == (304, b"")
        assert again["ETag"] == headers["ETag"]


def test_a_tag_outweighs_a_date_and_a_broken_date_is_ignored(newsroom):
    _, headers, _ = ask(newsroom, FEED)
    assert ask(newsroom, FEED, If_None_Match='"old"', If_Modified_Since=headers["Last-Modified"])[0] == 200
    assert ask(newsroom, FEED, If_Modified_Since="yesterday")[0] == 200
    assert ask(newsroom, FEED, If_Modified_Since="Thu, 01 Jan 2015 00:00:00 GMT")[0] == 200


def test_head_gives_the_headers_of_get_and_no_body(newsroom):
    _, got, body = ask(newsroom, FEED)
    status, headers, nothing = ask(newsroom, FEED, method="HEAD")
    assert (status, nothing) == (200, b"")
    assert headers["ETag"] == got["ETag"]
    assert headers["Content-Length"] == str(len(body))


@pytest.mark.parametrize("target", ["http://lantern-daily.example/none", "http://elsewhere.example/", "/"])
def test_what_the_newsroom_does_not_have_is_a_404_page(newsroom, target):
    status, headers, body = ask(newsroom, target)
    assert status == 404
    assert headers["Content-Type"].startswith("text/html")
    assert b"no such page" in body


def test_one_connection_carries_several_requests(newsroom):
    with connected(newsroom) as connection:
        for target in (FEED, "http://lantern-wire.example/news-sitemap.xml", FEED):
            connection.request("GET", target)
            response = connection.getresponse()
            assert response.status == 200
            assert response.read()


def test_the_port_is_free_again_once_the_block_ends():
    with serve_newsroom() as served:
        port = urlsplit(served.address).port
    with socket.socket() as probe:
        probe.settimeout(1)
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_the_command_says_where_it_serves_and_how_to_ask():
    command = [sys.executable, "-u", "-m", "sample"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        try:
            first = served.stdout.readline()
            second = served.stdout.readline()
        finally:
            served.terminate()
    assert "http://127.0.0.1:" in first
    assert "curl --proxy http://127.0.0.1:" in second
