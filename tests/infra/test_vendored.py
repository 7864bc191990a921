"""A file that ships is read only if it is what its list says."""

import hashlib

import pytest

from pictoris.infra.vendored import SUMS, digests, read_whole


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "whole").write_bytes(b"as it was")
    (tmp_path / "damaged").write_bytes(b"not as it was")
    (tmp_path / "unlisted").write_bytes(b"a stranger")
    digest = hashlib.sha256(b"as it was").hexdigest()
    (tmp_path / SUMS).write_text(f"{digest}  whole\n{digest}  damaged\n{digest}  missing\n", "ascii")
    return tmp_path


def test_a_whole_file_is_read(folder):
    assert read_whole(folder, "whole") == b"as it was"
    assert set(digests(folder)) == {"whole", "damaged", "missing"}


@pytest.mark.parametrize("name", ["damaged", "missing", "unlisted", "../whole"])
def test_anything_else_is_not(folder, name):
    assert read_whole(folder, name) is None
