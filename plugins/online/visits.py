"""Asks many addresses: hosts beside each other, the addresses of one host after each other with a pause between."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed

from ..newsroom.links import parts_of
from .client import UNSURE, Answer, Client
from .options import Options

Progress = Callable[[int, int], None]


def visit(
    urls: Iterable[str],
    client: Client,
    options: Options,
    *,
    progress: Progress | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Mapping[str, Answer]:
    """What each of these addresses answers."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in sorted(set(urls)):
        by_host[host_of(url)].append(url)
    total = sum(map(len, by_host.values()))

    def one_host(host: str, wanted: list[str]) -> dict[str, Answer]:
        if any(host == one or host.endswith(f".{one}") for one in options.skip):
            return {url: Answer(UNSURE, "its host is one that is not asked") for url in wanted}
        found = {}
        for number, url in enumerate(wanted):
            if number:
                wait(options.pause)
            found[url] = client.ask(url)
        return found

    answers: dict[str, Answer] = {}
    with ThreadPoolExecutor(max(1, options.workers)) as pool:
        for done in as_completed([pool.submit(one_host, host, wanted) for host, wanted in by_host.items()]):
            answers.update(done.result())
            if progress:
                progress(len(answers), total)
    return answers


def host_of(url: str) -> str:
    """The host that is asked for an address, in small letters and with its `www.`; "" where it has none."""
    return parts_of(url).hostname or ""
