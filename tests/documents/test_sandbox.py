"""The child process that opens files, and how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import pytest

from app.documents import read_document, sandbox
from app.documents.sandbox import MOST_OUTPUT, FileLimits, conversation, extract
from app.documents.sniffing import FileKind
from app.documents.upload_queue import AT_ONCE
from app.domain.errors import BadInput, TooOften
from tests.documents import files
from tests.limits import HANGS

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for a process")
linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children show in /proc")


def children() -> set[int]:
    """The extractions of this process that are alive."""
    return set(_children())


def _children() -> Iterator[int]:
    for listing in Path("/proc/self/task").glob("*/children"):
        for pid in map(int, read_if_alive(listing).split()):
            if b"app.documents.extract" in read_if_alive(Path(f"/proc/{pid}/cmdline")):
                yield pid


def environment_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


def read_if_alive(entry: Path) -> bytes:
    """What the kernel tells of a task, or nothing: it may end between two looks."""
    try:
        return entry.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


async def until_a_child_runs() -> None:
    async with asyncio.timeout(HANGS):
        while not children():  # noqa: ASYNC110 - another process sets no event
            await asyncio.sleep(0.01)


async def test_a_pdf_that_unpacks_to_a_gigabyte_is_refused_quickly() -> None:
    content = files.inflating_pdf()
    assert len(content) < 20_000
    begun = time.monotonic()

    with pytest.raises(BadInput, match="Could not read file: it is far larger inside"):
        await read_document("cv.pdf", content)

    assert time.monotonic() - begun < 20


@unix
async def test_a_pdf_that_takes_too_much_processor_time_is_given_up() -> None:
    limits = FileLimits(cpu=1, wall=600)

    with pytest.raises(BadInput, match="Could not read file: it takes too long to read"):
        async with asyncio.timeout(HANGS):
            await read_document("cv.pdf", files.tedious_pdf(), limits=limits)


@linux
async def test_a_pdf_that_takes_too_long_is_killed_by_the_clock() -> None:
    content = files.tedious_pdf()
    begun = time.monotonic()

    with pytest.raises(BadInput, match="Could not read file: it takes too long to read"):
        await read_document("cv.pdf", content, limits=FileLimits(wall=0.7))

    assert not children()
    assert time.monotonic() - begun < 8


@linux
async def test_a_child_gets_no_more_memory_than_its_limit() -> None:
    content = files.pdf() + b"%" * 30_000_000

    with pytest.raises(BadInput, match="Could not read file"):
        await read_document("cv.pdf", content, limits=FileLimits(memory=60_000_000))


@linux
async def test_a_cancelled_request_kills_its_child() -> None:
    unbounded = FileLimits(cpu=600, wall=600)
    reading = asyncio.create_task(read_document("cv.pdf", files.tedious_pdf(), limits=unbounded))
    await until_a_child_runs()
    await asyncio.sleep(1)

    reading.cancel()
    async with asyncio.timeout(4):  # by itself it would end after ten
        await asyncio.gather(reading, return_exceptions=True)

    assert reading.cancelled()
    assert not children()


@linux
async def test_child_of_a_request_cancelled_again_and_again_is_gone_when_the_request_is() -> None:
    reading = asyncio.create_task(read_document("cv.pdf", files.tedious_pdf()))
    await until_a_child_runs()
    (child,) = children()

    while not reading.done():
        reading.cancel()
        await asyncio.sleep(0)

    assert reading.cancelled()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@linux
@pytest.mark.parametrize("turns", range(8))
def test_no_child_is_left_where_the_loop_ends_while_it_is_killed(turns: int) -> None:
    async def stops_at_once() -> int:
        reading = asyncio.create_task(read_document("cv.pdf", files.tedious_pdf()))
        await until_a_child_runs()
        (child,) = children()
        reading.cancel()
        for _ in range(turns):
            await asyncio.sleep(0)
        return child

    child = asyncio.run(stops_at_once())

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@linux
async def test_file_is_read_though_the_loops_own_threads_are_gone() -> None:
    await asyncio.get_running_loop().shutdown_default_executor()

    found = await read_document("cv.pdf", files.pdf())

    assert found.text
    assert not children()


def test_child_that_writes_far_too_much_is_cut_off() -> None:
    flood = "import sys\nfor _ in range(640): sys.stdout.write('x' * 65536)"
    child = Popen([sys.executable, "-c", flood], stdin=PIPE, stdout=PIPE, stderr=DEVNULL)

    answer, code = conversation(child, b"x")

    assert len(answer) == MOST_OUTPUT + 1
    assert code != 0


@linux
async def test_at_most_two_children_run_at_once() -> None:
    readings = [asyncio.create_task(read_document("cv.docx", files.word())) for _ in range(6)]
    most = 0
    while not all(reading.done() for reading in readings):
        most = max(most, len(children()))
        await asyncio.sleep(0.002)

    assert most == AT_ONCE
    assert len({reading.result().text for reading in readings}) == 1


async def test_a_file_that_waits_too_long_for_its_turn_is_sent_away() -> None:
    slow = files.tedious_pdf()
    busy = [asyncio.create_task(extract(FileKind.PDF, slow)) for _ in range(AT_ONCE)]
    await asyncio.sleep(0)

    with pytest.raises(TooOften):
        await read_document("cv.docx", files.word(), limits=FileLimits(patience=0.05))

    for reading in busy:
        reading.cancel()
    await asyncio.gather(*busy, return_exceptions=True)


async def test_the_server_goes_on_while_a_file_is_read() -> None:
    reading = asyncio.create_task(
        read_document("cv.pdf", files.tedious_pdf(), limits=FileLimits(wall=1.0))
    )
    longest = 0.0
    while not reading.done():
        before = time.monotonic()
        await asyncio.sleep(0.005)
        longest = max(longest, time.monotonic() - before)

    assert isinstance(reading.exception(), BadInput)
    assert longest < 1  # it takes seconds to read


@pytest.mark.parametrize(
    ("filename", "make"),
    [
        ("cv.txt", lambda: b"many words " * 2_000_000),
        ("cv.pdf", lambda: files.pdf() + b"\n%" + b"x" * 20_000_000),
        (
            "cv.docx",
            lambda: files.repacked(files.word(), {"word/media/a.bin": os.urandom(20_000_000)}),
        ),
    ],
    ids=["txt", "pdf", "docx"],
)
async def test_twenty_megabytes_do_no_harm(filename: str, make: Callable[[], bytes]) -> None:
    found = await read_document(filename, make(), limits=FileLimits(wall=HANGS))

    assert len(found.text) > 400


async def test_small_file_takes_little_longer_than_loading_its_reader() -> None:
    ratios = []
    for _ in range(4):
        alone = await _seconds_to_load_the_reader()
        begun = time.monotonic()
        await read_document("cv.pdf", files.pdf(), limits=FileLimits(cpu=600, wall=600))
        ratios.append((time.monotonic() - begun) / alone)

    assert min(ratios) < 3


async def _seconds_to_load_the_reader() -> float:
    begun = time.monotonic()
    loading = await asyncio.create_subprocess_exec(sys.executable, "-c", "import pypdf")
    await loading.wait()
    return time.monotonic() - begun


@linux
async def test_the_child_gets_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    reading = asyncio.create_task(read_document("cv.pdf", files.tedious_pdf()))
    await until_a_child_runs()
    await asyncio.sleep(0.1)

    environment = environment_of(children().pop())
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)

    assert b"sk-secret" not in environment
    assert b"PYTHONPATH" in environment


async def test_an_answer_that_does_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_OUTPUT", 100)

    with pytest.raises(BadInput, match="Could not read file"):
        await read_document("cv.pdf", files.pdf())


def of_a_child(code: str) -> str:
    """What a process that runs `code` prints."""
    begin = (
        "from app.documents import extract, pdf; from app.documents.extraction import Extraction"
    )
    command = [sys.executable, "-c", f"{begin}\n{code}"]
    return subprocess.run(command, check=True, capture_output=True, text=True, input="").stdout


@unix
def test_the_child_may_neither_write_files_nor_leave_a_core() -> None:
    limits = "(resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)"

    printed = of_a_child(
        "import resource; extract.confine(2**29, 8)\n"
        f"print([resource.getrlimit(limit)[0] for limit in {limits}])"
    )

    assert printed == "[0, 0]\n"


def test_the_child_does_not_load_what_the_values_of_the_program_are_made_of() -> None:
    assert of_a_child("import sys; print('msgspec' in sys.modules)") == "False\n"


def test_what_a_library_prints_is_not_taken_for_the_answer() -> None:
    printed = of_a_child(
        "pdf.read = lambda content: print('noise') or Extraction(text='text ' * 99)\n"
        "extract.main('pdf', str(2**29), '8')"
    )

    assert json.loads(printed) == {"text": ("text " * 99).strip(), "warning": None}
