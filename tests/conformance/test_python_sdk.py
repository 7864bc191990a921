"""The official Python package `imaginepro`, unmodified, against a real server: only the base URL is another one."""

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


def test_imagine_says_that_this_version_cannot_do_it_yet(waiting):
    with pytest.raises(Exception, match="does not do it yet"):
        _sdk(waiting).imagine(ImagineParams(prompt="a fox asleep in the snow", seed=7, cfg_scale=4.5))


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
