"""A stand-in for the Wayback Machine on this machine: Save Page Now 2 and the availability interface, with all their moods."""

import json
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

STAMP = "20261120101500"


class _Archive(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Archive"

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        url = form["url"][0]
        self.server.saved.append(url)
        self.server.forms.append(form)
        self.server.authorised.append(self.headers.get("Authorization", ""))
        mood, times = self.server.mood(url), self.server.saved.count(url)
        if mood == "closed":
            self.say(401, {"message": "You need to be logged in to use Save Page Now."})
        elif mood == "busy" and times <= 2:
            self.say(429, {"message": "Too many requests"}, Retry_After="3")
        elif mood == "full":
            self.say(429, {"message": "Too many requests"})
        elif mood == "far":
            self.say(429, {"message": "Too many requests"}, Retry_After="99999")
        elif mood == "sessions" and times <= 1:
            self.say(200, {"status": "error", "status_ext": "error:user-session-limit", "message": "You have reached the limit of active sessions."})  # fmt: skip
        elif mood == "day":
            self.say(200, {"status": "error", "status_ext": "error:too-many-daily-captures", "message": "This URL has been captured enough today."})  # fmt: skip
        elif mood == "wrong":
            self.say(400, {"status": "error", "status_ext": "error:invalid-url-syntax", "message": "URL syntax is not valid."})  # fmt: skip
        elif mood == "down":
            self.say(502, None)
        elif mood == "nothing":
            self.say(200, None)
        else:
            job = f"job-{len(self.server.jobs)}"
            self.server.jobs[job] = url
            self.say(200, {"url": url, "job_id": job})

    def do_GET(self):
        parts = urlsplit(self.path)
        if parts.path == "/available":
            url = parse_qs(parts.query)["url"][0]
            self.server.looked_for.append(url)
            copy = {"available": True, "url": f"http://web.archive.org/web/2019/{url}", "status": "200"}
            self.say(200, {"url": url, "archived_snapshots": {"closest": copy} if "known" in url else {}})
            return
        job = parts.path.rpartition("/")[2]
        url = self.server.jobs[job]
        self.server.polled[job] += 1
        mood = self.server.mood(url)
        if (mood == "slow" and self.server.polled[job] < 4) or mood == "never":
            self.say(200, {"status": "pending", "job_id": job, "resources": []})
        elif mood == "blocked":
            self.say(200, {"status": "error", "status_ext": "error:blocked-url", "job_id": job, "message": "This URL is in the Save Page Now service block list."})  # fmt: skip
        elif mood == "liar":
            self.say(200, {"status": "success", "job_id": job, "timestamp": "../../x", "original_url": "javascript:1"})
        else:
            self.say(200, {"status": "success", "job_id": job, "timestamp": STAMP, "original_url": url})

    def say(self, code, data, **headers):
        body = b"<html>Bad gateway" if data is None else json.dumps(data).encode()
        self.send_response(code)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Tests speak for themselves."""


class Archive(ThreadingHTTPServer):
    """`moods` says by the last word of an address how the archive takes it."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Archive)
        self.url = f"http://localhost:{self.server_port}"
        self.saved: list[str] = []
        self.forms: list[dict[str, list[str]]] = []
        self.authorised: list[str] = []
        self.looked_for: list[str] = []
        self.jobs: dict[str, str] = {}
        self.polled: Counter[str] = Counter()
        self.moods: dict[str, str] = {}

    def mood(self, url: str) -> str:
        return self.moods.get(url.rpartition("/")[2], "")

    def copy_of(self, url: str) -> str:
        return f"{self.url}/web/{STAMP}/{url}"
