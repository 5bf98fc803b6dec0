"""The HTML brief in a real browser: lines and words light each other up, nothing is fetched, nothing is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if BROWSER is None and not os.environ.get("CI"):  # CI installs one, so that there the tests always run
    pytest.skip("no Chromium on this machine", allow_module_level=True)

TEXT = """Envoys Meet In Oslo

The government of Kenya met Ethiopian officials in Oslo on Monday. Rebels shelled Goma on Sunday, killing 3 people.

“We will talk <script>document.title='run'</script> again,” the minister said."""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    (folder / "a.txt").write_text(TEXT)
    command = [sys.executable, "-m", "dragoman", "brief", str(folder / "a.txt"), "-o", str(folder / "a.html")]
    subprocess.run(command, check=True, timeout=300)
    return folder / "a.html"


@pytest.fixture
def page(page_file):
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=flags)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.asked = []
        page.errors = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(page_file.as_uri())
        yield page
        browser.close()


def lit(page) -> str:
    return " ".join(page.locator("mark.on").all_inner_texts())


def test_pointing_at_a_line_lights_its_words_and_leaving_puts_them_out(page):
    line = page.locator(".line", has_text="Goma").first
    line.hover()
    assert "shelled" in lit(page)
    assert "Rebels" in lit(page)
    assert "Kenya" not in lit(page)
    page.mouse.move(700, 5)
    assert lit(page) == ""


def test_clicking_a_word_lights_its_lines(page):
    page.locator("mark", has_text="shelled").first.click()
    told = page.locator(".line.on").all_inner_texts()
    assert told
    assert all("Goma" in text or "attacked" in text for text in told)


def test_a_clicked_line_stays_lit_until_escape(page):
    line = page.locator(".line", has_text="Kenya").first
    line.click()
    page.mouse.move(700, 5)
    assert "Kenya" in lit(page)
    page.keyboard.press("Escape")
    assert lit(page) == ""


def test_the_keyboard_reaches_every_line(page):
    line = page.locator(".line").first
    line.focus()
    assert lit(page)


def test_numbers_lead_to_their_sentences(page):
    page.locator(".refs a").first.click()
    anchor = page.evaluate("location.hash").removeprefix("#")
    assert page.locator(f"#{anchor}").count() == 1


def test_the_report_is_shown_as_text_and_never_run(page):
    assert page.title() == "At a glance"
    assert "<script>document.title" in page.locator(".reports").inner_text()
    assert page.errors == []


def test_nothing_is_fetched_from_elsewhere(page):
    assert [url for url in page.asked if not url.startswith("file:")] == []


def test_a_narrow_screen_has_no_sideways_scrolling(page):
    page.set_viewport_size({"width": 380, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
