"""A site built by the workers of a Dask cluster: each makes shards, here they are put together.

The only module that knows Dask, which is an extra (`pelican-newsroom[dask]`). Workers have the same checkout, where they were started or
under the same path, and the same environment; what they hand back says whether that is so.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..newsroom import clock, looked_at
from ..newsroom.whole_files import digest_of_file
from . import manifest
from .command import put_together
from .folder import files as folder_files

#: Seconds to wait for the scheduler, and for a first worker.
_PATIENCE = 10
_LAST_WORDS = 4000


class NoCluster(Exception):
    """Nobody to build with: a sentence."""


@dataclass(frozen=True, slots=True)
class Job:
    """A build in a site's folder: `words` are those of `newsroom build`, `environment` what of ours the build goes by."""

    root: str
    words: tuple[str, ...]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """What a worker made: how it ended, what it said, and the files with their bytes."""

    code: int
    said: str
    files: Mapping[str, bytes] = field(default_factory=dict)


def built_part(job: Job, number: int, count: int) -> Part:
    """Called in a worker: builds a shard in a process of its own, as a worker has threads and lives on."""
    root = Path(job.root) if Path(job.root).is_dir() else Path.cwd()
    with tempfile.TemporaryDirectory(prefix="newsroom-shard-") as folder:
        output = Path(folder) / "shard"
        words = [*job.words, "--shard", f"{number}/{count}", "--output", str(output)]
        ran = subprocess.run(
            [sys.executable, "-m", "pelican.plugins.newsroom", "build", *words],
            cwd=root,
            env={**os.environ, **job.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
        said = ran.stdout[-_LAST_WORDS:]
        return (
            Part(ran.returncode, said)
            if ran.returncode
            else Part(0, said, {name: (output / name).read_bytes() for name, _ in folder_files(output)})
        )


def build(address: str, settings: str, words: Sequence[str], output: Path, *, shards: int = 0) -> int:
    """Build the site of this folder into `output` on the cluster at `address`, in as many shards as it has workers unless said.

    Tells what is wrong and gives 1 where a shard ends with errors, or the shards are not one site. Raises NoCluster, OSError.
    """
    environment = {clock.VARIABLE: str(int(clock.now().timestamp()))}
    environment |= {"SITEURL": os.environ["SITEURL"]} if "SITEURL" in os.environ else {}
    job = Job(str(Path.cwd()), ("-s", settings, *words), environment)
    with tempfile.TemporaryDirectory(prefix="newsroom-shards-") as folder, _client(address) as client:
        count = shards or _workers(client)
        here = _inputs(settings, output)
        folders: list[Path] = []
        for part in _parts(client, job, count):
            if part.code:
                print(part.said.rstrip(), file=sys.stderr)
                return 1
            folders.append(Path(folder) / str(len(folders)))
            _unpack(part.files, folders[-1])
            other = sorted(name for name, _ in here.items() ^ manifest.read(folders[-1]).inputs.items())
            if other:
                print(
                    f"newsroom: a worker has other files than this checkout: {other[0].partition('/')[2]}",
                    file=sys.stderr,
                )
                return 1
        return put_together(folders, output)


def _inputs(settings: str, output: Path) -> Mapping[str, str]:
    """What a shard would be built from here."""
    from ..newsroom.plugin import settings_for_site
    from ..newsroom.site_settings import root_of

    site = settings_for_site(settings)
    folders = looked_at.folders_of(site, root_of(site))
    found = {
        path: digest_of_file(Path(path)) if stamp else ""
        for path, stamp in looked_at.files(folders, but=[output.absolute()])
    }
    return manifest.named(found, folders, output.absolute())


def _unpack(files: Mapping[str, bytes], folder: Path) -> None:
    """Raises ValueError for a file that would lie elsewhere."""
    for name, data in files.items():
        target = folder / name
        if not target.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"a worker sent a file that leads out of the site: {name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


@contextlib.contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        import distributed
    except ImportError:
        raise NoCluster("dask:// needs Dask's distributed: pip install 'pelican-newsroom[dask]'") from None
    try:
        connect: Any = distributed.Client
        client = connect(address.replace("dask://", "tcp://", 1), timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no scheduler of Dask answers at {address}: {error}") from None
    with client:
        yield client


def _workers(client: Any) -> int:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise NoCluster("the scheduler of Dask has no workers") from None
    return len(client.scheduler_info(n_workers=-1)["workers"])


def _parts(client: Any, job: Job, count: int) -> Iterator[Part]:
    """As they are ready; those that nobody waits for any more are given up."""
    import distributed

    as_completed: Any = distributed.as_completed
    waiting = [client.submit(built_part, job, number, count, pure=False) for number in range(1, count + 1)]
    try:
        for future in as_completed(waiting):
            yield future.result()
            future.release()  # a worker would keep its files
    finally:
        client.cancel(waiting)
