"""A picture comes in by itself: kept byte for byte, once, and only if it is one."""

import zlib
from pathlib import Path

import pytest

from pictoris import reads
from pictoris.errors import Conflict, InvalidRequest, NotFound, TooLarge, Unavailable
from pictoris.flow.upload import upload
from pictoris.jobs.idempotency import Once
from pictoris.nouns import State
from tests.world import World, open_world, png


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "files").rglob("*") if path.is_file())


def test_a_picture_is_kept_byte_for_byte_and_written_down(world: World):
    account = world.account()
    kept = upload(world.context, account, png(5, 7))
    assert (kept.format, kept.width, kept.height, kept.size) == ("png", 5, 7, len(png(5, 7)))
    assert (kept.account, kept.job, kept.created) == (account, None, world.clock.now())
    assert world.context.store.get(kept.name) == png(5, 7)
    assert reads.artifact(world.context.database, kept.name) == kept


def test_an_uploaded_picture_is_an_input_without_http(world: World):
    account = world.account()
    name = upload(world.context, account, png()).name
    job = world.perform(world.order(account, image=f"http://pictoris.test/files/{name}"))
    assert job.state is State.DONE


def test_the_same_request_twice_is_one_picture(world: World, tmp_path):
    account = world.account()
    first, again = (upload(world.context, account, png(), Once("key", "print")) for _ in range(2))
    assert first == again
    assert stored(tmp_path) == [first.name]


def test_another_picture_with_the_same_key_is_refused_and_not_kept(world: World, tmp_path):
    account = world.account()
    kept = upload(world.context, account, png(), Once("key", "print"))
    with pytest.raises(Conflict):
        upload(world.context, account, png(9, 9), Once("key", "other"))
    assert stored(tmp_path) == [kept.name]


def test_a_key_whose_picture_is_gone_says_so(world: World, tmp_path):
    from pictoris.artifacts import records  # noqa: PLC0415

    account = world.account()
    kept = upload(world.context, account, png(), Once("key", "print"))
    with world.context.database.writing() as tx:
        records.forget(tx, [kept.name])
    world.context.store.delete(kept.name)
    with pytest.raises(InvalidRequest) as caught:
        upload(world.context, account, png(), Once("key", "print"))
    assert caught.value.code == "file_gone"
    assert stored(tmp_path) == []


WHOLE = png(64, 64)
HUGE = WHOLE[:16] + b"\x7f\xff\xff\xff" * 2 + WHOLE[24:]
HOSTILE = {
    "empty": b"",
    "text": b"no picture",
    "html": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "signature only": WHOLE[:8],
    "cut off": WHOLE[: len(WHOLE) // 2],
    "wrong checksum": WHOLE.replace(b"IDAT", b"IDAX"),
    "bmp": b"BM" + bytes(200),
    "compressed": zlib.compress(WHOLE),
    "nothing but zeros": bytes(10_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_whole_picture_is_refused_with_a_sentence_and_not_kept(world: World, tmp_path, name):
    with pytest.raises(InvalidRequest) as caught:
        upload(world.context, world.account(), HOSTILE[name])
    assert caught.value.code.startswith("image_")
    assert stored(tmp_path) == []


@pytest.mark.parametrize(
    ("limits", "data"),
    [({"max_bytes": 50}, png()), ({"max_pixels": 11}, png(4, 3)), ({}, HUGE)],
    ids=["bytes", "pixels", "claims to be huge"],
)
def test_too_large_is_told_before_anything_is_kept(migrated_url, tmp_path, limits, data):
    with open_world(migrated_url, tmp_path, inputs=limits) as world:
        with pytest.raises((TooLarge, InvalidRequest) if not limits else TooLarge):
            upload(world.context, world.account(), data)
        assert stored(tmp_path) == []


def test_a_bomb_is_not_unpacked(world: World, tmp_path):
    with pytest.raises((TooLarge, InvalidRequest)):
        upload(world.context, world.account(), png(30_000, 3_000))
    assert stored(tmp_path) == []


def test_a_store_that_does_not_answer_leaves_no_row(migrated_url, tmp_path):
    with open_world(migrated_url, tmp_path) as world:
        account = world.account()
        kept = upload(world.context, account, png())
        folder = tmp_path / "files"
        folder.rename(tmp_path / "away")
        folder.write_bytes(b"in the way")
        with pytest.raises(Unavailable):
            upload(world.context, account, png(), Once("key", "print"))
        folder.unlink()
        (tmp_path / "away").rename(folder)
        assert upload(world.context, account, png(), Once("key", "print")).name != kept.name


def test_a_name_that_nobody_was_given_is_not_found(world: World):
    with pytest.raises(NotFound):
        reads.artifact(world.context.database, "0123456789abcdef0123456789abcdef.png")
