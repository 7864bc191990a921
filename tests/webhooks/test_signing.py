import hashlib
import hmac
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from pictoris.infra.clock import Instant, SystemClock, after
from pictoris.webhooks.signing import new_secret, sign

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = '{"messageId": "42", "status": "DONE", "prompt": "ein Fuchs – schlafend"}'.encode()


def verified(secret, headers, body=BODY):
    return Webhook(secret).verify(body, dict(headers))


@pytest.fixture
def now():
    return SystemClock().now()


def test_the_published_example_of_the_specification_gives_its_signature():
    headers = sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant(1614265330000), b'{"test": 2432232314}')
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_the_reference_verifier_accepts_what_we_sign(now):
    assert verified(SECRET, sign(SECRET, "news-1", now, BODY))["messageId"] == "42"


def test_signatures_do_not_depend_on_the_zone_of_the_machine(now, monkeypatch):
    import time  # noqa: PLC0415 - only here

    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    try:
        headers = sign(SECRET, "news-1", now, BODY)
    finally:
        monkeypatch.undo()
        time.tzset()
    content = f"news-1.{now // 1000}.".encode() + BODY
    expected = hmac.new(b64decode(SECRET.removeprefix("whsec_")), content, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{b64encode(expected).decode()}"
    assert verified(SECRET, headers)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_replay_is_recognised_after_five_minutes(now, minutes):
    headers = sign(SECRET, "news-1", after(now, seconds=60 * minutes), BODY)
    with pytest.raises(WebhookVerificationError, match="timestamp"):
        verified(SECRET, headers)


def test_an_altered_body_is_recognised(now):
    with pytest.raises(WebhookVerificationError):
        verified(SECRET, sign(SECRET, "news-1", now, BODY), BODY.replace(b"DONE", b"FAIL"))


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp"])
def test_an_altered_header_is_recognised(now, header):
    headers = dict(sign(SECRET, "news-1", now, BODY))
    headers[header] = str(int(headers[header]) + 1) if header.endswith("timestamp") else "news-2"
    with pytest.raises(WebhookVerificationError):
        verified(SECRET, headers)


def test_while_a_secret_is_changed_both_receivers_can_verify(now):
    old, new = new_secret(), new_secret()
    headers = sign([new, old], "news-1", now, BODY)
    assert verified(old, headers)
    assert verified(new, headers)
    with pytest.raises(WebhookVerificationError):
        verified(new_secret(), headers)


def test_new_secrets_are_long_and_never_twice_the_same():
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(len(b64decode(secret.removeprefix("whsec_"))) == 32 for secret in secrets)


@pytest.mark.parametrize("secret", ["", "whsec_", [], ["whsec_abcd", ""]])
def test_nothing_is_signed_with_an_empty_secret(now, secret):
    with pytest.raises(ValueError, match="needs a secret"):
        sign(secret, "news-1", now, BODY)


def test_the_same_news_keeps_its_id_when_it_is_sent_again(now):
    first, second = sign(SECRET, "news-1", now, BODY), sign(SECRET, "news-1", after(now, seconds=5), BODY)
    assert first["webhook-id"] == second["webhook-id"]
    assert first["webhook-signature"] != second["webhook-signature"]
    assert datetime.fromtimestamp(int(second["webhook-timestamp"]), UTC) > datetime.fromtimestamp(
        now // 1000, UTC
    )
