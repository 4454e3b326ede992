import hashlib
import io
import json
import os
import shutil
import stat
import subprocess
import tracemalloc
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import SourceError
from kit.export.archive import Member, write_archive
from kit.findings import Finding, Severity
from kit.preflight.archive import HINTS, verify_archive, verify_folder

FACTS = {"kit": "9.9", "state": "draft"}
ENTRIES = {"a.txt": b"alpha" * 9, "b.pdf": b"beta", "mn/цус.txt": b"gamma", "empty.txt": b""}
MANIFEST = "kit/MANIFEST.json"

Files = dict[str, bytes]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    members = [Member(name, content=content) for name, content in ENTRIES.items()]
    return write_archive(tmp_path / "kit.zip", "kit", members, FACTS).path


def read(path: Path) -> Files:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def repacked(path: Path, files: Files, way: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", way) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Code and place of each finding, the place without the file."""
    assert {finding.severity for finding in findings} <= {Severity.ERROR}
    assert all(finding.hint == HINTS[finding.code] for finding in findings)
    return [(finding.code, finding.where.partition(", ")[2]) for finding in findings]


def swapped(**changes: bytes | None) -> Callable[[Files], Files]:
    """A change of files by the letter that their name begins with; None takes one away."""

    def change(files: Files) -> Files:
        given = {name: changes.get(Path(name).name[0], content) for name, content in files.items()}
        return {name: content for name, content in given.items() if content is not None}

    return change


def renamed(files: Files) -> Files:
    return {("kit/c.pdf" if name == "kit/b.pdf" else name): files[name] for name in files}


def moved(files: Files) -> Files:
    return {("b.pdf" if name == "kit/b.pdf" else name): files[name] for name in files}


def copied(files: Files) -> Files:
    return files | {"kit/c.pdf": files["kit/b.pdf"]}


CHANGES: dict[str, tuple[Callable[[Files], Files], list[tuple[str, str]]]] = {
    "nothing": (lambda files: files, []),
    "content": (swapped(b=b"BETA"), [("archive.changed", "b.pdf")]),
    "size": (swapped(b=b"beta+"), [("archive.changed", "b.pdf")]),
    "emptied": (swapped(b=b""), [("archive.changed", "b.pdf")]),
    "missing": (swapped(b=None), [("archive.missing", "b.pdf")]),
    "renamed": (renamed, [("archive.renamed", "c.pdf")]),
    "copied": (copied, [("archive.added", "c.pdf")]),
    "two": (swapped(a=b"x", b=None), [("archive.changed", "a.txt"), ("archive.missing", "b.pdf")]),
    "manifest gone": (swapped(M=None), [("archive.no-manifest", "")]),
    "manifest empty": (swapped(M=b""), [("archive.manifest", "MANIFEST.json")]),
}
OF_CHANGES = pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)


@OF_CHANGES
def test_each_difference_of_an_archive_is_told_once(
    path: Path, change: Callable[[Files], Files], expected: list[tuple[str, str]]
) -> None:
    assert told(verify_archive(repacked(path, change(read(path))))) == expected


@OF_CHANGES
def test_each_difference_of_a_folder_is_told_once(
    path: Path, change: Callable[[Files], Files], expected: list[tuple[str, str]]
) -> None:
    root = path.parent / "kit"
    for name, content in change(read(path)).items():
        (path.parent / name).parent.mkdir(parents=True, exist_ok=True)
        (path.parent / name).write_bytes(content)
    assert told(verify_folder(root)) == expected


def test_a_renamed_file_is_told_with_its_listed_name(path: Path) -> None:
    (found,) = verify_archive(repacked(path, renamed(read(path))))
    assert "'b.pdf'" in found.message


def test_of_two_files_alike_each_is_renamed_or_missing(tmp_path: Path) -> None:
    members = [Member(f"{name}.pdf", content=b"same") for name in "abc"]
    path = write_archive(tmp_path / "kit.zip", "kit", members, FACTS).path
    files = read(path)
    del files["kit/a.pdf"], files["kit/b.pdf"]
    found = verify_archive(repacked(path, files | {"kit/x.pdf": b"same"}))
    assert told(found) == [("archive.renamed", "x.pdf"), ("archive.missing", "b.pdf")]
    both = files | {"kit/x.pdf": b"same", "kit/y.pdf": b"same"}
    found = verify_archive(repacked(path, both))
    assert told(found) == [("archive.renamed", "x.pdf"), ("archive.renamed", "y.pdf")]
    assert ["'a.pdf'" in found[0].message, "'b.pdf'" in found[1].message] == [True, True]


def test_another_packing_program_makes_no_difference(path: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path)
    path.unlink()
    (tmp_path / "kit" / "folder").mkdir()
    shutil.make_archive(str(path.with_suffix("")), "zip", tmp_path, "kit")
    assert verify_archive(path) == ()


def test_a_file_outside_the_folder_is_no_listed_one(path: Path) -> None:
    found = verify_archive(repacked(path, moved(read(path))))
    assert told(found) == [("archive.renamed", "../b.pdf")]
    other = repacked(path, moved(read(path)) | {"other/MANIFEST.json": b"{}"})
    assert told(verify_archive(other))[-1] == ("archive.added", "../other/MANIFEST.json")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_one_finding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    (found,) = verify_archive(path)
    assert found.code in ("archive.zip", "archive.no-manifest")
    assert found.where == str(path)


def test_a_path_that_cannot_be_read_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for verify, name in (
        (verify_archive, "gone.zip"),
        (verify_archive, "."),
        (verify_folder, "gone"),
        (verify_folder, "file"),
    ):
        with pytest.raises(SourceError) as caught:
            verify(tmp_path / name)
        assert caught.value.trail == (str(tmp_path / name),)
        assert caught.value.hint


def listed(name: str = "x", size: Any = 0, digest: str = hashlib.sha256().hexdigest()) -> Any:
    return {"name": name, "size": size, "sha256": digest}


def manifest(*files: Any) -> bytes:
    return json.dumps({"schema": 1, "files": files}).encode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "Expecting"),
        (b"\xff\xff", "codec"),
        (b"[" * 100_000, "recursion"),
        (b"[]", "schema"),
        (b'{"schema": 2, "files": []}', "schema"),
        (b'{"schema": 1}', "list of files"),
        (b'{"schema": 1, "files": {}}', "list of files"),
        (manifest("x"), "a file needs"),
        (manifest({"name": "x"}), "a file needs"),
        (manifest(listed(size="1")), "a file needs"),
        (manifest(listed(size=-1)), "a file needs"),
        (manifest(listed(digest="0" * 63)), "a file needs"),
        (manifest(listed(digest="F" * 64)), "a file needs"),
        (manifest(listed("../x")), "a file needs"),
        (manifest(listed("")), "a file needs"),
        (manifest(listed("x"), listed("x")), "twice"),
        (manifest(listed("x"), listed("X")), "twice"),
        (manifest(listed("MANIFEST.json")), "itself"),
    ],
)
def test_a_broken_manifest_is_told_with_the_reason(path: Path, content: bytes, reason: str) -> None:
    (found,) = verify_archive(repacked(path, {MANIFEST: content, "kit/x": b""}))
    assert found.code == "archive.manifest"
    assert reason in found.message


def test_a_manifest_of_a_whole_disk_is_not_read(path: Path) -> None:
    content = b" " * (17 << 20)
    tracemalloc.start()
    try:
        repacked(path, {MANIFEST: content}, zipfile.ZIP_DEFLATED)
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        (found,) = verify_archive(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (found.code, "at most" in found.message) == ("archive.manifest", True)
    assert peak - before < 1 << 20


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/etc/evil",
        "kit/../../evil",
        "kit\\evil.txt",
        "C:/evil",
        "kit/nul.txt",
        "kit/a\u202etxt.exe",
        "kit/x.",
        "kit/a\x1b[31m",
    ],
)
def test_a_name_that_is_not_safe_is_told(path: Path, name: str) -> None:
    found = verify_archive(repacked(path, read(path) | {name: b"evil"}))
    codes = [code for code, _ in told(found)]
    assert codes == ["archive.unsafe-name", "archive.added"]
    assert all(finding.where.isprintable() and finding.message.isprintable() for finding in found)


def test_a_name_with_a_null_is_seen_as_it_stands_in_the_file(path: Path) -> None:
    content = repacked(path, read(path) | {"kit/a.txtXevil": b""}).read_bytes()
    path.write_bytes(content.replace(b"a.txtXevil", b"a.txt\0evil"))
    codes = {code for code, _ in told(verify_archive(path))}
    assert {"archive.unsafe-name", "archive.duplicate"} <= codes


def test_a_name_of_nothing_but_a_null_is_told(path: Path) -> None:
    content = repacked(path, read(path) | {"X": b""}).read_bytes()
    path.write_bytes(content[::-1].replace(b"X", b"\0", 1)[::-1])
    assert [code for code, _ in told(verify_archive(path))] == [
        "archive.unsafe-name",
        "archive.added",
    ]


def test_an_unsafe_folder_is_told_too(path: Path) -> None:
    files = {name.replace("kit/", "../"): content for name, content in read(path).items()}
    assert {code for code, _ in told(verify_archive(repacked(path, files)))} == {
        "archive.unsafe-name"
    }
    folder_only = repacked(path, {"../": b""})
    assert told(verify_archive(folder_only)) == [
        ("archive.unsafe-name", ".."),
        ("archive.no-manifest", ""),
    ]


@pytest.mark.parametrize("name", ["kit/a.txt", "kit/A.TXT", "kit/MANIFEST.json"])
def test_a_member_that_is_there_twice_is_told(path: Path, name: str) -> None:
    files = read(path)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as packed:
        warnings.simplefilter("ignore")
        packed.writestr(name, files.get(name, b"evil"))
    found = told(verify_archive(path))
    assert ("archive.duplicate", name) in found


def test_a_flipped_bit_is_told_by_its_checksum(path: Path) -> None:
    content = path.read_bytes()
    assert content.count(b"beta") == 1
    path.write_bytes(content.replace(b"beta", b"bete"))
    (found,) = verify_archive(path)
    assert (found.code, found.where) == ("archive.damaged", f"{path}, b.pdf")
    assert "CRC" in found.message


def patched(path: Path, name: str, at: int, value: bytes) -> None:
    """Set bytes of an entry of the central directory (APPNOTE 4.3.12), `at` from its signature."""
    content = bytearray(path.read_bytes())
    place = content.rindex(name.encode()) - 46 + at
    assert content[place - at : place - at + 4] == b"PK\x01\x02"
    content[place : place + len(value)] = value
    path.write_bytes(content)


def test_an_encrypted_file_is_told_and_not_read(path: Path) -> None:
    patched(path, "kit/b.pdf", 8, b"\x01\x00")
    assert told(verify_archive(path)) == [("archive.encrypted", "kit/b.pdf")]


def test_another_way_of_packing_is_told(path: Path) -> None:
    repacked(path, read(path), zipfile.ZIP_LZMA)
    (found,) = verify_archive(path)
    assert (found.code, "packed in a way" in found.message) == ("archive.manifest", True)
    files = read(path)
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in files.items():
            way = zipfile.ZIP_BZIP2 if name.endswith("a.txt") else zipfile.ZIP_STORED
            packed.writestr(name, content, way)
    assert told(verify_archive(path)) == [("archive.damaged", "a.txt")]


def test_a_file_that_says_it_is_far_larger_than_listed_is_told_and_not_read(path: Path) -> None:
    patched(path, "kit/b.pdf", 24, (0xFFFFFFF0).to_bytes(4, "little"))
    codes = told(verify_archive(path))
    assert codes == [("archive.changed", "b.pdf"), ("archive.bomb", "b.pdf")]


def test_a_bomb_that_no_manifest_lists_is_not_read_either(path: Path) -> None:
    files = read(path)
    zeros = bytes(40 << 20)
    repacked(path, files | {"kit/zeros.txt": zeros}, zipfile.ZIP_DEFLATED)
    del zeros
    tracemalloc.start()
    try:
        found = told(verify_archive(path))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == [("archive.added", "zeros.txt"), ("archive.bomb", "zeros.txt")]
    assert peak < 1 << 20


def test_a_bomb_that_says_it_is_small_is_not_unpacked(path: Path) -> None:
    repacked(path, read(path) | {"kit/b.pdf": bytes(40 << 20)}, zipfile.ZIP_DEFLATED)
    patched(path, "kit/b.pdf", 24, (4).to_bytes(4, "little"))
    tracemalloc.start()
    try:
        found = told(verify_archive(path))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == [("archive.damaged", "b.pdf")]
    assert peak < 4 << 20


def test_a_file_that_grew_honestly_is_changed_and_no_bomb(path: Path) -> None:
    random = hashlib.shake_256(b"seed").digest(20 << 20)
    assert told(verify_archive(repacked(path, read(path) | {"kit/b.pdf": random}))) == [
        ("archive.changed", "b.pdf")
    ]
    even = repacked(path, read(path) | {"kit/b.pdf": bytes(9 << 20)}, zipfile.ZIP_DEFLATED)
    assert told(verify_archive(even)) == [("archive.changed", "b.pdf")]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO])
def test_a_link_or_a_device_is_told(path: Path, kind: int) -> None:
    info = zipfile.ZipInfo("kit/link")
    info.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(info, "/etc/passwd")
    assert told(verify_archive(path)) == [
        ("archive.link", "kit/link"),
        ("archive.added", "link"),
    ]


@pytest.fixture
def folder(path: Path) -> Path:
    with zipfile.ZipFile(path) as packed:
        packed.extractall(path.parent)
    return (path.parent / "kit").rename(path.parent / "any name")


def test_an_unpacked_folder_may_have_any_name(folder: Path) -> None:
    assert verify_folder(folder) == ()


def test_links_in_a_folder_are_told_and_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x").write_bytes(b"")
    (folder / "folder").symlink_to(tmp_path / "outside")
    (folder / "a.txt").rename(tmp_path / "a.txt")
    (folder / "a.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(folder / "pipe")
    assert told(verify_folder(folder)) == [
        ("archive.link", "a.txt"),
        ("archive.link", "folder"),
        ("archive.link", "pipe"),
        ("archive.missing", "a.txt"),
    ]


def test_what_desktops_leave_in_a_folder_is_no_fault(folder: Path) -> None:
    for name in (".DS_Store", "mn/Thumbs.db", "desktop.ini"):
        (folder / name).write_bytes(b"x")
    assert verify_folder(folder) == ()
    (folder / ".hidden").write_bytes(b"x")
    assert told(verify_folder(folder)) == [
        ("archive.unsafe-name", ".hidden"),
        ("archive.added", ".hidden"),
    ]


def test_decomposed_letters_of_a_disk_are_the_same_name(tmp_path: Path) -> None:
    path = write_archive(
        tmp_path / "kit.zip", "kit", [Member("Café.txt", content=b"x")], FACTS
    ).path
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path)
    name = unicodedata.normalize("NFD", "Café.txt")
    (tmp_path / "kit" / "Café.txt").rename(tmp_path / "kit" / name)
    assert verify_folder(tmp_path / "kit") == ()


def test_a_file_with_a_broken_name_on_the_disk_is_told_in_plain_signs(folder: Path) -> None:
    (folder / "bad\udcff\x1b").write_bytes(b"")
    found = verify_folder(folder)
    assert [code for code, _ in told(found)] == ["archive.unsafe-name", "archive.added"]
    assert found[0].where.endswith(", bad\\udcff\\x1b")


def test_what_unzip_unpacks_is_verified(path: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(["unzip", "-q", path, "-d", tmp_path / "out"], check=True, env=environment)
    assert verify_folder(tmp_path / "out" / "kit") == ()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    members = [Member(name, content=content) for name, content in ENTRIES.items()]
    folder = tmp_path_factory.mktemp("flips")
    return write_archive(folder / "kit.zip", "kit", members, FACTS).path


@given(edits=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=4))
def test_no_changed_byte_raises_and_none_that_matters_is_missed(
    sample: Path, edits: list[tuple[int, int]]
) -> None:
    content = bytearray(sample.read_bytes())
    for at, value in edits:
        content[at % len(content)] = value
    path = sample.with_name("edited.zip")
    path.write_bytes(content)
    if told(verify_archive(path)) == []:
        found = read(path)
        assert {name: found[f"kit/{name}"] for name in ENTRIES} == ENTRIES


@given(cut=st.integers(0))
def test_an_archive_that_was_cut_off_is_told(sample: Path, cut: int) -> None:
    content = sample.read_bytes()
    path = sample.with_name("cut.zip")
    path.write_bytes(content[: cut % len(content)])
    assert told(verify_archive(path)) == [("archive.zip", "")]


@given(content=st.binary(max_size=200))
def test_nothing_that_a_file_holds_raises(sample: Path, content: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(MANIFEST, content)
    path = sample.with_name("any.zip")
    path.write_bytes(content + packed.getvalue())
    assert [code for code, _ in told(verify_archive(path))] == ["archive.manifest"]
