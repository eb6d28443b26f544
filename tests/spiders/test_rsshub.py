"""Routes of a self-hosted RSSHub: placed under its address, which must be a public one."""

import json

import pytest
from pydantic import ValidationError

from spiders.errors import SourcesError
from spiders.rsshub import place_routes
from spiders.sources import Discovery, Sources
from tests.spiders.zoo import HOST, source

ROUTE = Discovery(kind="rsshub", route="/36kr/newsflashes")
FEED = Discovery(kind="feed", url=HOST + "/feed.xml")


def place(base, *ways):
    return place_routes(Sources([source(*ways)]), base)


def test_a_route_is_placed_under_the_address_and_read_like_a_feed():
    placed = place("https://rsshub.press.com/hub/", ROUTE)
    (outlet,) = placed.enabled()
    (way,) = outlet.discovery
    assert (way.kind, way.url) == ("rsshub", "https://rsshub.press.com/hub/36kr/newsflashes")
    assert Discovery.model_validate_json(way.model_dump_json()) == way


def test_articles_come_from_the_outlet_and_never_from_the_rsshub():
    (outlet,) = place("https://rsshub.press.com", ROUTE).enabled()
    assert outlet.own_sites == {"lantern.example"}


def test_without_an_address_the_route_is_left_out_and_a_source_with_nothing_else_is_not_configured():
    outlet = place(None, ROUTE)["lantern"]
    assert not outlet.is_configured
    assert place(None, ROUTE).enabled() == ()
    assert [way.kind for way in place(None, ROUTE, FEED)["lantern"].discovery] == ["feed"]


@pytest.mark.parametrize(
    "base",
    [
        "http://rsshub:1200",
        "http://rsshub",
        "http://127.0.0.1",
        "http://10.0.0.5/",
        "https://hub.internal",
        "https://me:secret@rsshub.press.com",
        "ftp://rsshub.press.com",
        "rsshub.press.com",
        "https://rsshub.press.com/?key=1",
    ],
)
def test_an_address_that_is_not_public_is_refused_in_one_line(base):
    with pytest.raises(SourcesError) as caught:
        place(base, ROUTE)
    message = str(caught.value)
    assert "HONGBAO_RSSHUB" in message
    assert "public name on port 80 or 443" in message
    assert "\n" not in message


def test_a_sources_file_gives_no_address_of_a_route_and_a_job_gives_one_that_ends_in_it():
    given = {"kind": "rsshub", "route": "/36kr/newsflashes", "url": "https://hub.press.com/36kr/newsflashes"}
    with pytest.raises(ValidationError, match="the address of RSSHub is a setting"):
        Discovery.model_validate(given)
    assert Discovery.model_validate_json(json.dumps(given)).url == given["url"]
    with pytest.raises(ValidationError, match="with the route after it"):
        Discovery.model_validate_json(json.dumps(given | {"url": "https://hub.press.com/other"}))
