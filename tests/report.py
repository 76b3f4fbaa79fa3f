"""The report in a real browser: it runs under its own policy, and hostile text stays text.

    python3 tests/report.py target/debug/shilu [screenshots/]

Needs Debian's chromium and chromium-driver; says so and ends well where they are absent.
"""

import base64
import contextlib
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

HOSTILE = """全县新增企业98家</script><script>window.broken = 1</script>
2024-03-12 09:15 来源：江城在线
<img src=x onerror="window.broken = 2">今年6月，<b onclick=alert(1)>江城县</b>为98家民营企业提供服务1000余人次\u202e，增长三成。
""" + "长" * 3000 + "\n“好&amp;坏”，纳溪区工商联会长罗启明说。\n"


class Browser:
    """A headless Chromium, spoken to by WebDriver."""

    def __init__(self, driver, profile):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        options = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", f"--user-data-dir={profile}",
        ]
        capabilities = {"goog:chromeOptions": {"args": options}, "goog:loggingPrefs": {"browser": "ALL"}}
        for _ in range(100):
            with contextlib.suppress(OSError):
                self.call("GET", "/status")
                break
            time.sleep(0.1)
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self.base += "/session/" + answer["sessionId"]

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)["value"]

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def open(self, page, width, height, dark=False):
        self.call("POST", "/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {
            "features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]}})
        self.call("POST", "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}})
        self.call("POST", "/goog/cdp/execute", {"cmd": "Emulation.setFocusEmulationEnabled", "params": {"enabled": True}})
        self.call("POST", "/url", {"url": page.as_uri()})

    def shot(self, path):
        path.write_bytes(base64.b64decode(self.call("GET", "/screenshot")))

    def close(self):
        with contextlib.suppress(OSError):
            self.call("DELETE", "")
        self.process.terminate()
        self.process.wait()


def check(browser, page, articles, shots):
    browser.open(page, 1200, 900)
    refused = [entry["message"] for entry in browser.call("POST", "/se/log", {"type": "browser"})]
    assert not refused, refused
    facts = browser.run("return facts.length")
    assert browser.run("return articles.length") == articles and facts > 0
    assert browser.run("return window.broken") is None
    assert browser.run("return document.querySelectorAll('article img, article b, article script:not([type])').length") == 0
    assert browser.run("return [...document.scripts].filter((s) => s.src).length + document.querySelectorAll('link').length") == 0
    # No line, however long, is wider than the page.
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    # A mention shows its record when it is reached, by pointer or by key.
    browser.run("document.querySelector('mark.count').focus()")
    card = browser.run("return $('card').hidden ? '' : $('card').innerText")
    assert "approx" in card and "unit" in card, card
    if shots:
        browser.shot(shots / f"{page.stem}-card.png")
    # So do the mentions that it refers to, each with what it is to it.
    browser.run("const { article, fact } = facts.find(({ fact }) => fact.kind === 'count' && fact.time); "
                "show(article, fact.id, article.node.querySelector('mark.count'))")
    assert browser.run("return document.querySelector('mark.date.linked').dataset.role") == "time"
    if shots:
        browser.shot(shots / f"{page.stem}-links.png")
    # A kind that is put out is drawn no more; put in again, it is.
    lit = "return document.querySelectorAll('mark.count:not(.off)').length"
    before = browser.run(lit)
    browser.run("document.querySelector('#kinds .count').click()")
    assert before > 0 and browser.run(lit) == 0
    browser.run("document.querySelector('#kinds .count').click()")
    assert browser.run(lit) == before
    # The table filters, sorts by value, and leads back to the text.
    browser.run("document.querySelector('[data-view=table]').click()")
    assert browser.run("return $('shown').textContent") == f"{facts} facts"
    browser.run("const i = document.querySelector('#table input'); i.value = '98'; i.dispatchEvent(new Event('input'))")
    rows = browser.run("return [...document.querySelectorAll('#table tbody tr')].map((r) => r.innerText)")
    assert rows and all("98" in row for row in rows), rows
    browser.run("const i = document.querySelector('#table input'); i.value = ''; i.dispatchEvent(new Event('input'))")
    browser.run("document.querySelectorAll('#table th button')[2].click()")
    assert browser.run("return document.querySelector('#table th[aria-sort=ascending]').innerText").startswith("value")
    if shots:
        browser.shot(shots / f"{page.stem}-table.png")
    browser.run("document.querySelector('#table tbody a').click()")
    assert browser.run("return !$('articles').hidden && document.querySelectorAll('mark.lit').length > 0")
    # Dates stand in order; names are there with their mentions.
    browser.run("document.querySelector('[data-view=timeline]').click()")
    assert browser.run("return document.querySelectorAll('#timeline li').length") > 0
    if shots:
        browser.shot(shots / f"{page.stem}-timeline.png")
    browser.run("document.querySelector('[data-view=entities]').click()")
    assert browser.run("return document.querySelectorAll('#entities li').length") > 0
    # On a phone, and in the dark, all of it is still there.
    browser.open(page, 390, 844, dark=True)
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.run("return getComputedStyle(document.body).backgroundColor") != "rgb(251, 250, 247)"
    browser.run("document.querySelector('mark.count').click()")
    if shots:
        browser.shot(shots / f"{page.stem}-phone.png")


def main():
    shilu = pathlib.Path(sys.argv[1]).resolve()
    driver = shutil.which("chromedriver")
    if not driver or not shutil.which("chromium"):
        print("report: no chromium here, not tried")
        return
    shots = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    if shots:
        shots.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        hostile = folder / "hostile.txt"
        hostile.write_text(HOSTILE, encoding="utf-8")
        pages = {"hostile": [hostile], "news": sorted(pathlib.Path("seeds/articles").glob("*.txt"))}
        browser = Browser(driver, folder / "profile")
        try:
            for name, inputs in pages.items():
                page = folder / f"{name}.html"
                subprocess.run([shilu, "extract", *inputs, "--output", page], check=True)
                check(browser, page, len(inputs), shots)
        finally:
            browser.close()
    print("2 passed, 0 failed")


main()
