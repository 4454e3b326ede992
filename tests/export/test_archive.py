import hashlib
import itertools
import json
import os
import resource
import stat
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.errors import OutputError
from kit.export import archive
from kit.export.archive import ArchivedFile, Member, write_archive
from kit.preflight.archive import verify_archive

ROOT = Path(__file__).parent.parent.parent
FACTS = {"kit": "9.9", "state": "draft", "languages": {"mn": "Монгол", "ar": "العربية"}}
LARGE = 60 << 20
MOST_MEMORY = 8 << 20


def sample(folder: Path) -> tuple[Member, ...]:
    poster = folder / "poster.pdf"
    poster.write_bytes(b"%PDF" + b"x" * 3000)
    return (
        Member("READ ME.txt", content="Сайн уу\n".encode() * 50),
        Member("mn/цус.pdf", path=poster),
        Member("leer.txt", content=b""),
    )


def write(folder: Path, *members: Member, root: str = "kit-mn") -> Path:
    return write_archive(folder / "kit.zip", root, members, FACTS).path


def test_the_manifest_stands_first_and_names_every_file_in_order(tmp_path: Path) -> None:
    path = write(tmp_path, *sample(tmp_path))
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == [
            "kit-mn/MANIFEST.json",
            "kit-mn/READ ME.txt",
            "kit-mn/leer.txt",
            "kit-mn/mn/цус.pdf",
        ]
        text = packed.read("kit-mn/MANIFEST.json").decode("utf-8")
        contents = [packed.read(name) for name in packed.namelist()[1:]]
    manifest = json.loads(text)
    assert list(manifest) == ["schema", "kit", "languages", "state", "files"]
    assert {key: manifest[key] for key in FACTS} == FACTS
    assert manifest["schema"] == 1
    assert "Монгол" in text
    assert [file["name"] for file in manifest["files"]] == ["READ ME.txt", "leer.txt", "mn/цус.pdf"]
    assert [file["size"] for file in manifest["files"]] == [len(content) for content in contents]
    assert [file["sha256"] for file in manifest["files"]] == [
        hashlib.sha256(content).hexdigest() for content in contents
    ]


def test_what_was_written_is_told(tmp_path: Path) -> None:
    info = write_archive(tmp_path / "new" / "kit.zip", "r", [Member("a", content=b"abc")], FACTS)
    content = info.path.read_bytes()
    assert (info.size, info.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    # NIST's example of SHA-256 for "abc".
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert info.files == (ArchivedFile("a", 3, digest),)


def test_nothing_in_an_entry_tells_when_and_where_it_was_packed(tmp_path: Path) -> None:
    with zipfile.ZipFile(write(tmp_path, *sample(tmp_path))) as packed:
        infos = packed.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.create_system for info in infos} == {3}
    assert {info.external_attr >> 16 for info in infos} == {stat.S_IFREG | 0o644}
    assert {bool(info.extra or info.comment) for info in infos} == {False}


def test_texts_are_packed_and_what_is_packed_already_is_stored(tmp_path: Path) -> None:
    endings = ["pdf", "PNG", "jpg", "pptx", "potx", "zip", "woff", "woff2", "txt", "html", "po"]
    members = [Member(f"file.{ending}", content=b"a" * 999) for ending in endings]
    with zipfile.ZipFile(write(tmp_path, *members)) as packed:
        ways = {Path(info.filename).suffix[1:]: info.compress_type for info in packed.infolist()}
    deflated = {ending for ending, way in ways.items() if way == zipfile.ZIP_DEFLATED}
    assert deflated == {"json", "txt", "html", "po"}
    assert {ways[ending] for ending in endings if ending not in deflated} == {zipfile.ZIP_STORED}


def test_names_outside_ascii_are_marked_as_utf8(tmp_path: Path) -> None:
    with zipfile.ZipFile(write(tmp_path, *sample(tmp_path))) as packed:
        assert packed.getinfo("kit-mn/mn/цус.pdf").flag_bits & 0x800


def test_unzip_reads_it_and_gives_every_file_back(tmp_path: Path) -> None:
    path = write(tmp_path, *sample(tmp_path))
    tested = subprocess.run(["unzip", "-t", path], capture_output=True, text=True, check=True)
    assert "No errors detected" in tested.stdout
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(["unzip", "-q", path, "-d", tmp_path], check=True, env=environment)
    unpacked = tmp_path / "kit-mn"
    assert (unpacked / "mn/цус.pdf").read_bytes() == (tmp_path / "poster.pdf").read_bytes()
    assert stat.S_IMODE((unpacked / "READ ME.txt").stat().st_mode) == 0o644
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_the_order_of_members_and_facts_does_not_show(tmp_path: Path) -> None:
    contents = set()
    for members in itertools.permutations(sample(tmp_path)):
        facts = dict(reversed(FACTS.items())) if len(contents) % 2 else FACTS
        info = write_archive(tmp_path / "kit.zip", "r", members, facts)
        contents.add(info.path.read_bytes())
    assert len(contents) == 1


SCRIPT = """
import sys
from pathlib import Path
from kit.export.archive import Member, write_archive
names = {f"{letter}.txt" for letter in "abcdefghij"}
members = {Member(name, content=name.encode()) for name in names}
print(write_archive(Path(sys.argv[1]), "r", members, {"state": "s", "kit": "k"}).sha256)
"""


def test_two_hash_seeds_and_two_years_give_the_same_bytes(tmp_path: Path) -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, tmp_path / f"{seed}.zip"],
            env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "TZ": zone},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, epoch, zone in (("1", "1000000000", "UTC-9"), ("2", "1700000000", "UTC+5"))
    }
    assert len(digests) == 1


def test_memory_does_not_grow_with_the_files(tmp_path: Path) -> None:
    for name in ("large.pdf", "large.txt"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(LARGE)
    members = [Member(name, path=tmp_path / name) for name in ("large.pdf", "large.txt")]
    tracemalloc.start()
    try:
        path = write(tmp_path, *members)
        assert verify_archive(path) == ()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert LARGE < path.stat().st_size < LARGE * 1.01
    assert peak < MOST_MEMORY


def test_large_files_and_archives_are_of_zip64(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = write(tmp_path, *sample(tmp_path)).read_bytes()
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 2000)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 3)
    path = write(tmp_path, *sample(tmp_path))
    monkeypatch.undo()
    assert b"PK\x06\x06" in path.read_bytes()  # Zip64 end of central directory, APPNOTE 4.3.14
    assert b"PK\x06\x06" not in plain
    subprocess.run(["unzip", "-tq", path], check=True, capture_output=True)
    assert verify_archive(path) == ()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../x", "begins with a dot"),
        ("/etc/x", "empty"),
        ("a//b", "empty"),
        ("a/../b", "begins with a dot"),
        ("a/", "empty"),
        ("a\\b", "holds one of"),
        ("C:x", "holds one of"),
        ("nul.pdf", "device"),
        ("a\u202egnp.exe", "nobody sees"),
        ("/".join(["x" * 60] * 3), "180 characters"),
        ("manifest.JSON", "another file"),
    ],
)
def test_an_unsafe_name_is_refused_before_anything_is_written(
    tmp_path: Path, name: str, reason: str
) -> None:
    with pytest.raises(OutputError, match=reason) as caught:
        write(tmp_path, Member(name, content=b""))
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("root", ["", "..", "a/b", "/", "con", "x."])
def test_the_folder_in_an_archive_has_a_safe_name_too(tmp_path: Path, root: str) -> None:
    with pytest.raises(OutputError, match="no name"):
        write(tmp_path, root=root)


@pytest.mark.parametrize(
    "names",
    [
        ("a", "a"),
        ("a", "A"),
        ("Café", "CAFÉ"),
        ("a", "a/b"),
        ("A/b", "a"),
        ("A/x", "a/y"),
        ("d/e/x", "d/E/y"),
        ("a.b", "a.b/c", "a"),
    ],
)
def test_names_that_are_one_on_some_system_are_refused(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    with pytest.raises(OutputError, match="another file or folder"):
        write(tmp_path, *(Member(name, content=b"") for name in names))


def test_folders_may_be_shared(tmp_path: Path) -> None:
    names = ("d/e/x", "d/e/y", "d/x", "da", "d.txt", "e")
    path = write(tmp_path, *(Member(name, content=b"") for name in names))
    assert verify_archive(path) == ()


@pytest.mark.parametrize(
    "facts",
    [{}, {"kit": "1"}, {"state": "draft"}, {**FACTS, "files": []}, {**FACTS, "schema": 2}],
)
def test_a_manifest_without_kit_or_state_or_with_its_own_list_is_a_fault_of_the_program(
    tmp_path: Path, facts: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="keys of the manifest"):
        write_archive(tmp_path / "kit.zip", "r", [], facts)


@pytest.mark.parametrize("sources", [{}, {"path": Path("x"), "content": b""}])
def test_a_member_has_a_path_or_a_content(sources: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="either"):
        Member("x", **sources)  # type: ignore[arg-type]


def grown(path: Path) -> None:
    path.write_bytes(b"a" * 20)


def shorter(path: Path) -> None:
    path.write_bytes(b"a" * 5)


def other(path: Path) -> None:
    path.write_bytes(b"b" * 10)


@pytest.mark.parametrize("change", [grown, shorter, other])
def test_a_file_that_changes_while_it_is_packed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    path = write(tmp_path, *sample(tmp_path))
    before = path.read_bytes()
    source = tmp_path / "changing.pdf"
    source.write_bytes(b"a" * 10)
    whole = archive._whole

    def changing(target: Path) -> object:
        change(source)
        return whole(target)

    monkeypatch.setattr(archive, "_whole", changing)
    with pytest.raises(OutputError, match="changed while") as caught:
        write(tmp_path, Member("x.pdf", path=source))
    assert caught.value.trail == (str(source),)
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "changing.pdf",
        "kit.zip",
        "poster.pdf",
    ]


def test_a_member_that_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, message in (("gone", "no such file"), (".", "is no file"), ("pipe", "is no file")):
        with pytest.raises(OutputError, match=message) as caught:
            write(tmp_path, Member("x", path=tmp_path / name))
        assert caught.value.trail == (str(tmp_path / name),)


def test_a_folder_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.zip").mkdir()
    for target in (tmp_path / "file" / "kit.zip", tmp_path / "folder.zip"):
        with pytest.raises(OutputError) as caught:
            write_archive(target, "r", [Member("a", content=b"")], FACTS)
        assert caught.value.trail == (str(target),)
        assert "another folder" in caught.value.hint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.zip"]


FULL = """
import resource, sys
from pathlib import Path
from kit.errors import OutputError
from kit.export.archive import Member, write_archive
most = int(sys.argv[2])
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
large = Member("a.pdf", content=bytes(5 << 20))
try:
    write_archive(Path(sys.argv[1]), "r", [large], {"kit": "k", "state": "s"})
except OutputError as error:
    print(error.message, "|", error.hint)
"""


def filled(folder: Path, most: int) -> str:
    """What a process says that writes 5 MiB where there is no room for them."""
    old = write(folder, Member("old.txt", content=b"old")).read_bytes()
    command = [sys.executable, "-W", "error", "-c", FULL, folder / "kit.zip", str(most)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stderr == ""
    assert [path.name for path in folder.iterdir()] == ["kit.zip"]
    assert (folder / "kit.zip").read_bytes() == old
    return said.stdout


def test_a_full_disk_is_told_and_the_earlier_archive_stays(tmp_path: Path) -> None:
    limited = tmp_path / "limited"
    limited.mkdir()
    assert filled(limited, 1 << 20).startswith("file too large | free some space")
    disk = tmp_path / "disk"
    disk.mkdir()
    # Only root may mount; the limit above is the same path through the code.
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]
    if os.geteuid() == 0 and not subprocess.run(mount, capture_output=True, check=False).returncode:
        try:
            assert filled(disk, 0).startswith("no space left on device | free some space")
        finally:
            subprocess.run(["umount", disk], check=True)


def test_open_files_do_not_add_up(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(300)]
    for path in paths:
        path.write_bytes(b"x")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, before[1]))
    try:
        write(tmp_path, *(Member(path.name, path=path) for path in paths))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert verify_archive(tmp_path / "kit.zip") == ()


def test_what_a_crash_left_is_swept_up_after_a_day(tmp_path: Path) -> None:
    begin, end = archive.PARTIAL
    old, recent = (tmp_path / f"{begin}{letter}{end}" for letter in "ab")
    for path, hours in ((old, 25), (recent, 23), (tmp_path / "mine.part", 99)):
        path.write_bytes(b"half")
        moment = path.stat().st_mtime - hours * 3600
        os.utime(path, (moment, moment))
    write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [recent.name, "kit.zip", "mine.part"]


def test_an_interrupted_run_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(archive, "_pack", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_archive_is_on_the_disk_before_it_takes_its_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kit.zip"
    synced: list[tuple[bool, bool]] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        synced.append((stat.S_ISDIR(os.fstat(handle).st_mode), target.exists()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write(tmp_path)
    assert synced == [(False, False), (True, True)]
