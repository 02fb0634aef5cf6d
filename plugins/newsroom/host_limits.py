"""What a host takes of the files that it reads its rules from. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """So many rules, characters in a line, and bytes. What is beyond is left out by the host, and it says nothing."""

    host: str
    rules: int
    line: int
    size: int

    def beyond(self, text: str, rules: int) -> str:
        """`has 2,311 rules, of which Cloudflare Pages obeys 2,000`, of a file with this text and so many rules; "" where all is read."""
        longest = max(map(len, text.splitlines()), default=0)
        size = len(text.encode("utf-8"))
        for found, most, what in (
            (rules, self.rules, "rules"),
            (longest, self.line, "characters in one line"),
            (size, self.size, "bytes"),
        ):
            if found > most:
                return f"has {found:,} {what}, of which {self.host} obeys {most:,}"
        return ""


#: developers.cloudflare.com/pages, "Headers" and "Redirects". Netlify takes more of everything.
HEADERS = Limits("Cloudflare Pages", rules=100, line=2_000, size=100_000)
REDIRECTS = Limits("Cloudflare Pages", rules=2_000, line=1_000, size=100_000)
