"""Feeds watched: what is fetched, what is not fetched again, and what becomes of items that fail."""

from __future__ import annotations

import json

import pytest

from tests.net.server import article, rss

FEED = '[[feed]]\nname = "world"\nurl = "$WEB/feed.xml"\n'


@pytest.fixture
def world(rig, web):
    """A feed of two items with their pages."""
    web.has("/feed.xml", rss(2), "application/rss+xml")
    for number in range(4):
        web.has(f"/news/{number}", article(f"Round {number}", more=f"It was meeting number {number}."))
    return rig.watch(FEED)


def test_a_feed_that_grows(world, web):
    world.turn()
    assert world.reports() == [web.url("/news/0"), web.url("/news/1")]
    assert world.events() > 0
    web.has("/feed.xml", rss(3), "application/rss+xml")
    web.asked.clear()
    told = world.turn(after=900)
    assert web.pages_asked() == ["/feed.xml", "/news/2"]
    assert len(world.reports()) == 3
    [fetched] = [one for one in told if one["what"] == "fetched"]
    assert (fetched["items"], fetched["new"]) == (3, 1)
    assert world.added() == 1


def test_a_feed_that_has_not_changed_costs_one_question_after_a_restart(world, web):
    world.turn()
    web.asked.clear()
    told = world.turn(after=900)
    assert web.pages_asked() == ["/feed.xml"]
    assert "if-none-match" in web.headers[-1]
    assert [one["what"] for one in told] == ["started", "unchanged", "stopped"]


def test_an_item_that_changes_is_a_new_version(world, web):
    world.turn()
    changed = rss(2).replace(b"<title>Round 1<", b"<title>Round 1, corrected<")
    web.has("/feed.xml", changed, "application/rss+xml")
    web.has("/news/1", article("Round 1, corrected", more="Eleven people were killed, not one."))
    world.turn(after=900)
    first, second = world.versions(web.url("/news/1"))
    assert "number 1" in first and "Eleven" in second
    assert len(world.versions(web.url("/news/0"))) == 1


def test_an_item_whose_page_has_not_changed_brings_nothing(world, web):
    world.turn()
    web.has("/feed.xml", rss(2).replace(b"<title>Round 1<", b"<title>Round one<"), "application/rss+xml")
    web.asked.clear()
    world.turn(after=900)
    assert web.pages_asked() == ["/feed.xml", "/news/1"]
    assert world.added() == 0


def test_pages_are_asked_for_again_where_that_is_wanted(world, web):
    world.watch(FEED + 'again = "1h"\n').turn()
    web.has("/news/0", article("Round 0", more="The toll rose to nine."))
    web.asked.clear()
    world.turn(after=900)
    assert web.pages_asked() == ["/feed.xml"]
    world.turn(after=2701)
    assert sorted(web.pages_asked()) == ["/feed.xml", "/feed.xml", "/news/0", "/news/1"]
    assert len(world.versions(web.url("/news/0"))) == 2


def test_a_page_that_fails_is_tried_again_later_and_not_for_ever(world, web):
    del web.texts["/news/1"]
    world.turn()
    assert world.went_well is False
    assert world.told("failed", "world")[0]["code"] == "D112"
    assert world.reports() == [web.url("/news/0")]
    asked = []
    for _ in range(40):
        web.asked.clear()
        world.turn(after=900)
        asked.append("/news/1" in web.asked)
    assert sum(asked) == 4
    assert asked[0] and not asked[1]
    assert not any(asked[20:])


def test_a_page_that_failed_once_comes_with_the_next_turn_though_the_feed_has_not_changed(world, web):
    page = web.texts.pop("/news/1")
    world.turn()
    web.texts["/news/1"] = page
    world.turn(after=901)
    assert len(world.reports()) == 2
    assert world.went_well
    assert world.state("world").code is None


def test_the_words_of_the_feed_itself(world, web):
    world.watch(FEED + 'full = false\nlanguage = "en"\n').turn()
    assert web.pages_asked() == ["/feed.xml"]
    assert world.versions(web.url("/news/0")) == ["The envoys met in Geneva & agreed to meet again."]


def test_items_without_an_address_keep_their_words(rig, web):
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Desk"}
    items = [{"id": "7", "content_text": "Envoys met in Oslo on Monday."}, {"id": "8", "title": "Nothing"}]
    web.has("/feed.json", json.dumps({**feed, "items": items}), "application/json")
    rig.watch(FEED.replace("feed.xml", "feed.json")).turn()
    assert rig.reports() == [f"{web.url('/feed.json')}#7"]
    assert rig.told("failed")[0]["code"] == "D103"
    web.has("/feed.json", json.dumps({**feed, "items": items[::-1]}), "application/json")
    rig.turn(after=900)
    assert rig.told("failed") == []


def test_a_feed_that_turns_to_garbage_is_left_alone_longer_and_longer(world, web):
    world.turn()
    kept = world.state("world")
    web.has("/feed.xml", b"\x00\xff<<<not a feed", "application/rss+xml")
    waits = [world.turn(after=900)[-2]["seconds"] for _ in range(3)]
    assert waits == [900, 1800, 3600]
    after = world.state("world")
    assert (after.failures, after.code, after.items) == (3, "D113", kept.items)
    assert world.went_well is False
    web.has("/feed.xml", rss(3), "application/rss+xml")
    web.asked.clear()
    world.turn(after=3600)
    assert web.pages_asked() == ["/feed.xml", "/news/2"]
    assert world.state("world").failures == 0


def test_a_large_feed_comes_in_parts(rig, web):
    web.has("/feed.xml", rss(5), "application/rss+xml")
    for number in range(5):
        web.has(f"/news/{number}", article(f"Round {number}", more=f"It was meeting number {number}."))
    rig.watch(FEED + "limit = 2\n")
    counts = []
    for _ in range(3):
        rig.turn()
        counts.append((len(rig.reports()), rig.state("world").more))
    assert counts == [(2, True), (4, True), (5, False)]
    assert [one for one in web.pages_asked() if one.startswith("/news")] == [f"/news/{number}" for number in range(5)]


def test_a_service_that_asks_for_a_rest_is_given_it(world, web):
    def busy(handler):
        handler.send(503, b"later", "text/plain", Retry_After="7200")

    web.pages["/feed.xml"] = busy
    world.turn()
    assert web.pages_asked() == ["/feed.xml"]
    [failed] = world.told("failed")
    assert failed["code"] == "D112" and "7200" in failed["why"]


def test_a_short_rest_is_waited_for(world, web):
    def busy_once(handler):
        if web.asked.count("/feed.xml") == 1:
            handler.send(503, b"later", "text/plain", Retry_After="7")
        else:
            handler.validated(rss(2), "application/rss+xml")

    web.pages["/feed.xml"] = busy_once
    world.turn()
    assert any(6 < seconds <= 7 for seconds in world.waited)
    assert len(world.reports()) == 2


def test_of_a_host_that_gives_no_answer_not_every_page_is_tried(rig, web):
    web.has("/feed.xml", rss(8), "application/rss+xml")
    for number in range(8):
        web.pages[f"/news/{number}"] = lambda handler: handler.send(502, b"down", "text/plain")
    rig.watch(FEED).turn(tries=1)
    assert len([path for path in web.pages_asked() if path.startswith("/news")]) == 5
    web.pages.clear()
    for number in range(8):
        web.has(f"/news/{number}", article(f"Round {number}", more=f"It was meeting number {number}."))
    rig.turn(after=901)
    assert len(rig.reports()) == 8
