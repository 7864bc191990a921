"""The official Python package `imaginepro`, unmodified, against a real server: only the base URL is another one."""

import base64
import struct
import zlib

import pytest
from imaginepro import (
    ButtonPressParams,
    ImagineParams,
    ImagineProSDK,
    ImagineProSDKOptions,
    InpaintingParams,
    RerollParams,
    UpscaleParams,
    VariantParams,
)

from pictoris.cli.demo_steps import PICTURES

NOBODYS = "5b0f6a52-6d3e-4a55-9d6e-0c4f9b6f2f11"


def _sdk(server, **options):
    return ImagineProSDK(ImagineProSDKOptions(server.client.key, server.client.base_url, **options))


def _upscale(server):
    """The package has no call of its own for tools; its users post them by hand."""
    picture = server.client.upload(PICTURES / "chelsea.png")
    return server.client.submit("/api/v1/flux/upscale", {"image": picture, "scale": 2, "ref": "order-7"})


def test_a_message_is_polled_until_it_is_done(working):
    message = _sdk(working, fetch_interval=0.05).fetch_message(_upscale(working), timeout=60)
    assert (message["status"], message["progress"], message["ref"]) == ("DONE", 100, "order-7")
    assert message["images"] == [message["uri"]]
    assert "error" not in message


def test_a_waiting_message_has_a_status_and_a_progress_from_the_first_poll(waiting):
    message = _sdk(waiting).fetch_message_once(_upscale(waiting))
    assert (message["status"], message["progress"]) == ("QUEUED", 0)
    assert message["buttons"] == ["Cancel Job"]


def test_polling_gives_up_after_its_own_timeout(waiting):
    with pytest.raises(TimeoutError):
        _sdk(waiting, fetch_interval=0.05).fetch_message(_upscale(waiting), timeout=0)


@pytest.mark.parametrize("slashes", ["", "/"], ids=["plain base URL", "base URL with a slash at its end"])
def test_a_job_is_cancelled_with_its_button(waiting, slashes):
    sdk = _sdk(waiting)
    sdk.base_url += slashes
    job = _upscale(waiting)
    assert sdk.press_button(ButtonPressParams(message_id=job, button="Cancel Job"))["success"] is True
    message = sdk.fetch_message(job)
    assert (message["status"], message["error"]) == ("FAIL", "Job cancelled")


def test_a_plain_dictionary_in_snake_case_is_understood(waiting):
    job = _upscale(waiting)
    reply = _sdk(waiting).press_button({"message_id": job, "button": "Cancel Job", "webhook_override": None})
    assert reply["success"] is True


def test_pressing_cancel_twice_is_refused_with_the_reason(waiting):
    sdk, job = _sdk(waiting), _upscale(waiting)
    sdk.press_button(ButtonPressParams(message_id=job, button="Cancel Job"))
    with pytest.raises(Exception, match="ended already"):
        sdk.press_button(ButtonPressParams(message_id=job, button="Cancel Job"))


@pytest.fixture(scope="module")
def sdk(working):
    return _sdk(working, fetch_interval=0.05)


@pytest.fixture(scope="module")
def grid(sdk):
    """A message of the kit's own `imagine`, painted by the engine that ships with the package."""
    params = ImagineParams(prompt="a fox asleep in the snow --ar 4:3", seed=7, cfg_scale=4.5, ref="order-8")
    return sdk.fetch_message(sdk.imagine(params)["messageId"], timeout=120)


@pytest.fixture(scope="module")
def picked(sdk, grid):
    return done(sdk, sdk.upscale(UpscaleParams(message_id=grid["messageId"], index=1)))


def done(sdk, reply):
    message = sdk.fetch_message(reply["messageId"], timeout=120)
    assert message["status"] == "DONE", message
    return message


def test_imagine_paints_a_grid_and_its_four_pictures(grid):
    assert (grid["status"], grid["progress"], grid["ref"]) == ("DONE", 100, "order-8")
    assert len(grid["images"]) == 4
    assert grid["uri"] not in grid["images"]
    assert grid["buttons"] == ["U1", "U2", "U3", "U4", "🔄", "V1", "V2", "V3", "V4"]
    assert (grid["seed"], grid["prompt"]) == (7, "a fox asleep in the snow --ar 4:3")


def test_upscale_picks_a_picture(grid, picked):
    assert picked["originatingMessageId"] == grid["messageId"]
    assert picked["images"] == [picked["uri"]]


def test_variant_and_reroll_paint_another_grid(sdk, grid):
    for reply in (
        sdk.variant(VariantParams(message_id=grid["messageId"], index=2)),
        sdk.reroll(RerollParams(message_id=grid["messageId"])),
    ):
        message = done(sdk, reply)
        assert len(message["images"]) == 4
        assert message["originatingMessageId"] == grid["messageId"]


def test_inpainting_takes_a_mask_and_words(sdk, picked):
    params = InpaintingParams(message_id=picked["messageId"], mask=white_square(), prompt="a red balloon")
    message = done(sdk, sdk.inpainting(params))
    assert (message["prompt"], len(message["images"])) == ("a red balloon", 4)


def test_any_other_button_is_pressed_by_its_label(sdk, picked):
    for button in ("Zoom Out 1.5x", "➡️"):
        assert len(done(sdk, sdk.press_button(_press(picked, button)))["images"]) == 4


def _press(message, button):
    return ButtonPressParams(message_id=message["messageId"], button=button)


def white_square():
    """A mask as base64: a white square in the middle, drawn by hand."""
    rows = [b"\0" + bytes(255 if 40 <= x < 88 and 30 <= y < 66 else 0 for x in range(128)) for y in range(96)]

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 128, 96, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + head + body).decode()


@pytest.mark.parametrize(
    "press",
    [
        lambda sdk, job: sdk.upscale(UpscaleParams(message_id=job, index=1)),
        lambda sdk, job: sdk.variant(VariantParams(message_id=job, index=2)),
        lambda sdk, job: sdk.reroll(RerollParams(message_id=job)),
        lambda sdk, job: sdk.inpainting(InpaintingParams(message_id=job, mask="UklGRg==")),
    ],
    ids=["upscale", "variant", "reroll", "inpainting"],
)
def test_a_button_that_a_message_does_not_offer_is_refused_with_those_that_it_does(waiting, press):
    with pytest.raises(Exception, match=r"does not offer .* its buttons now: Cancel Job"):
        press(_sdk(waiting), _upscale(waiting))


def test_an_unknown_message_is_told_apart_from_a_broken_server(waiting):
    with pytest.raises(Exception, match="There is no message with this id"):
        _sdk(waiting).fetch_message_once(NOBODYS)


def test_a_wrong_key_is_refused_in_words(waiting):
    sdk = _sdk(waiting)
    sdk.api_key = "sk-wrong"
    with pytest.raises(Exception, match="API key"):
        sdk.fetch_message_once(NOBODYS)


def test_a_job_that_fails_is_returned_with_its_reason_and_not_raised(working):
    cup = working.client.upload(PICTURES / "coffee.png")
    job = working.client.submit("/api/v1/nova/faceswap", {"source": cup, "target": cup})
    message = _sdk(working, fetch_interval=0.05).fetch_message(job, timeout=60)
    assert message["status"] == "FAIL"
    assert "face" in message["error"]
