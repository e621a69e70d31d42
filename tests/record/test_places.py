"""Sources on other places than a folder, and reading on a cluster."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.record.conftest import paper
from verbale.batch import Job, jobs_of
from verbale.record import open_record
from verbale.record.filling.many import Reading, fill
from verbale.record.filling.rereading import reread
from verbale.record.filling.verifying import faults
from verbale.record.sources import Sources

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """An address of an object store and its options."""
    if request.param == "memory":
        yield f"memory://sources-{tmp_path.name}", {}
        return
    pytest.importorskip("s3fs")
    moto = pytest.importorskip("moto.server")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    there = {"endpoint_url": f"http://{host}:{port}", "key": "local", "secret": "local"}
    import s3fs

    s3fs.S3FileSystem(**there).mkdir("papers")
    yield "s3://papers/sources", there
    server.stop()


def test_sources_on_an_object_store(store: tuple[str, dict[str, Any]], tmp_path: Path) -> None:
    place, options = store
    folder = tmp_path / "record"
    folder.mkdir()
    lines = "\n".join(f'{name} = "{value}"' for name, value in options.items())
    (folder / "verbale.toml").write_text(f'sources = "{place}"\n[store]\n{lines}\n')
    record = open_record(folder)
    assert [one.refusal for one in fill(record, jobs_of([str(SAMPLES / "letter.ru.eml")]), workers=1)] == [None]
    content = paper()
    record.keep(content, as_read(content), reader="older")
    assert record.sources.read(hashlib.sha256(content).hexdigest()) == content
    assert sorted(record.sources.held()) == sorted(digest for digest, _ in record.files())
    assert record.sources.size() > len(content)
    assert list(faults(record)) == []
    assert [one.kept.key for one in reread(record) if one.kept] == ["CD/7001"]
    assert record.remove("CD/7001") == 1
    assert not record.sources.whole(hashlib.sha256(content).hexdigest())
    record.sources.drop(record.files()[0][0])
    assert len(list(faults(record))) == 1
    assert [one.kept.known for one in fill(record, jobs_of([str(SAMPLES / "letter.ru.eml")]), workers=1) if one.kept]
    assert list(faults(record)) == []


def as_read(content: bytes) -> Any:
    """What is read of a paper."""
    from tests.record.conftest import dossier_of

    return dossier_of(content)


def test_a_place_that_is_not_known_says_so() -> None:
    with pytest.raises(ValueError, match=r"place nowhere://there for sources is not known|needs another package"):
        Sources("nowhere://there")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, each a process of its own."""
    distributed = pytest.importorskip("distributed")
    made = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", silence_logs=50
    )
    yield made
    made.close()


@pytest.fixture
def reading(cluster: Any) -> Reading:
    """Reading on the cluster."""
    from verbale.record.filling.cluster import read_on

    return read_on(cluster.scheduler_address)


def test_reads_on_a_cluster_what_is_read_here(reading: Reading, tmp_path: Path) -> None:
    sources = [
        str(SAMPLES / name) for name in ("note-verbale.fr.md", "letter.en.docx", "letter.ru.eml", "declaration.zh.docx")
    ]
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 no more")
    gone = Job(str(tmp_path / "gone.pdf"), "gone.pdf")
    jobs = [*jobs_of([*sources, str(broken)]), gone]
    there, here = open_record(tmp_path / "there"), open_record(tmp_path / "here")
    outcomes = list(fill(there, jobs, reading=reading))
    assert len(outcomes) == 6
    assert [one.job.name for one in outcomes if one.refusal] == ["gone.pdf", "broken.pdf"]
    list(fill(here, jobs, workers=1))
    assert there.counts() == here.counts()
    assert [there.dossier(one.key, one.language) for one in there.listed()] == [
        here.dossier(one.key, one.language) for one in here.listed()
    ]
    assert list(faults(there)) == []
    assert all(one.kept.known for one in fill(there, jobs, reading=reading) if one.kept)


def test_a_lost_worker_costs_no_document(cluster: Any, reading: Reading, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_bytes(paper(f"CD/{7100 + number}"))
    record = open_record(tmp_path / "record")
    kept = 0
    for one in fill(record, jobs_of([str(folder)]), reading=reading):
        kept += one.kept is not None
        if kept == 5:
            victim = next(iter(cluster.workers.values())).pid
            os.kill(victim, signal.SIGKILL)

    assert record.counts()["works"] == 40
    assert list(faults(record)) == []


def test_a_cluster_that_is_not_there_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    from verbale.record.filling import cluster as module

    monkeypatch.setattr(module, "CONNECTING_SECONDS", 0.5)
    with pytest.raises(ValueError, match=r"No cluster answers at tcp://127\.0\.0\.1:9"):
        module.read_on("tcp://127.0.0.1:9")


def test_workers_of_another_edition_are_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from verbale.record.filling import cluster as module

    monkeypatch.setattr(module, "edition", as_another)
    with pytest.raises(ValueError, match="another edition"):
        module.read_on(cluster.scheduler_address)


def as_another() -> str:
    """One answer on the workers, another one here."""
    return f"edition of {os.getpid()}"
