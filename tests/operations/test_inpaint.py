"""The mask comes as base64, with or without `data:` in front, or as a URL (requirement 13)."""

import pytest
from pydantic import ValidationError

from pictoris.operations.inpaint import Inpaint

PICTURE = "https://a.example/x.png"


def read(mask):
    return Inpaint(picture=PICTURE, mask=mask).mask


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("UklGRhIAAAB=", "data:image/webp;base64,UklGRhIAAAB="),
        ("iVBORw0KGgo=", "data:image/png;base64,iVBORw0KGgo="),
        ("/9j/4AAQSkZJRg==", "data:image/jpeg;base64,/9j/4AAQSkZJRg=="),
        ("data:image/png;base64,iVBORw0KGgo=", "data:image/png;base64,iVBORw0KGgo="),
        ("DATA:image/png;base64,iVBORw0KGgo=", "DATA:image/png;base64,iVBORw0KGgo="),
        ("https://a.example/m.png", "https://a.example/m.png"),
        ("HTTPS://a.example/m.png", "HTTPS://a.example/m.png"),
        (" iVBORw0K\r\nGgo=\n", "data:image/png;base64,iVBORw0KGgo="),
    ],
)
def test_a_mask_is_taken_in_every_form_that_clients_send(given, read_as):
    assert read(given) == read_as


def test_blanks_without_end_are_refused_as_fast_as_anything():
    """Tried at every length, a body full of them would take an hour, and the server with it."""
    with pytest.raises(ValidationError):
        read("iVBOR" + " " * 1_000_000 + "!")


@pytest.mark.parametrize("mask", ["", "hello", "iVBORw0KGgo=;rm", "AAAA", "file:///etc/passwd"])
def test_what_is_no_picture_is_refused(mask):
    with pytest.raises(ValidationError):
        read(mask)


def test_a_mask_that_was_read_is_read_the_same_again():
    assert read(read("UklGRhIAAAB=")) == read("UklGRhIAAAB=")
