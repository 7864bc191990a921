"""News reaches whoever wants it: signed, logged, tried again, and given up in the end."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from standardwebhooks.webhooks import Webhook

from pictoris.accounts import accounts
from pictoris.flow import preferences
from pictoris.flow.announce import announce
from pictoris.flow.submit import Terms
from pictoris.nouns import AccountId, JobId
from pictoris.webhooks import outbox
from pictoris.webhooks.message import encode, message_of
from tests.receiver import Receiver, open_receiver
from tests.world import World, open_world


@dataclass
class Post:
    world: World
    receiver: Receiver
    account: AccountId
    secret: str

    def finish_a_job(self, **terms) -> JobId:
        return self.world.perform(self.world.order(self.account, terms=Terms(**terms))).id

    def default_url(self) -> str | None:
        with self.world.context.database.reading() as tx:
            return accounts.webhook(tx, self.account, self.world.clock.now()).url

    def scheduled(self) -> list[int]:
        """Milliseconds from now at which further attempts wait in the job engine."""
        statuses = self.world.context.durable
        with self.world.context.database.reading() as tx:
            schema = "" if self.world.context.database.is_sqlite else "dbos."
            query = f"select workflow_uuid from {schema}workflow_status where queue_name = 'webhooks'"
            return [row[0] for row in tx.execute(sa.text(query)) if row[0] in statuses.unfinished([row[0]])]


@pytest.fixture
def post(migrated_url, tmp_path) -> Iterator[Post]:
    with (
        open_receiver() as receiver,
        open_world(migrated_url, tmp_path, trusted_origins=(receiver.origin,)) as world,
    ):
        account = world.account()
        secret = preferences.set_webhook(world.context, account, f"{receiver.origin}/hook")
        yield Post(world, receiver, account, secret)


def test_the_body_is_what_the_status_endpoint_says_and_the_signature_holds(post: Post):
    job = post.finish_a_job(ref="order-7")
    post.world.announce_all()
    ((headers, body),) = post.receiver.came
    assert body == encode(message_of(post.world.job(job), "http://pictoris.test"))
    assert json.loads(body)["ref"] == "order-7"
    signed = {name: headers[name] for name in ("webhook-id", "webhook-timestamp", "webhook-signature")}
    # The library compares with its own clock; ours stands still, so the signature alone is compared.
    stamp = int(headers["webhook-timestamp"])
    assert stamp == post.world.clock.now() // 1000

    expected = Webhook(post.secret).sign(
        signed["webhook-id"], datetime.fromtimestamp(stamp, UTC), body.decode()
    )
    assert expected in signed["webhook-signature"].split()
    assert post.world.deliveries() == [(200, "delivered")]
    assert post.world.news("delivered")


def test_a_failed_job_is_news_too(post: Post):
    def behave(*_):
        raise ValueError

    post.world.bench.behave = behave
    post.finish_a_job()
    post.world.announce_all()
    ((_, body),) = post.receiver.came
    assert json.loads(body)["status"] == "FAIL"


def test_a_cancelled_job_is_news_too(post: Post):
    post.world.cancel(post.account, post.world.order(post.account))
    post.world.announce_all()
    ((_, body),) = post.receiver.came
    assert json.loads(body)["error"] == "Job cancelled"


def test_a_jobs_own_webhook_wins_over_the_accounts(post: Post):
    post.finish_a_job(webhook=f"{post.receiver.origin}/other")
    with post.world.context.database.reading() as tx:
        (news,) = post.world.news("pending")
        found = outbox.pending(tx, news)
    assert found is not None
    assert found.url.endswith("/other")


def test_without_a_webhook_there_is_no_news(world: World):
    world.perform(world.order(world.account()))
    assert world.news("pending") == []


def test_a_receiver_that_errs_is_tried_again_with_the_same_id(post: Post):
    post.receiver.answer = lambda: (500, {})
    post.finish_a_job()
    post.world.announce_all()
    assert post.world.news("pending")
    assert len(post.scheduled()) >= 1
    post.receiver.answer = lambda: (204, {})
    post.world.announce_all()
    assert post.world.deliveries() == [(500, "retry"), (204, "delivered")]
    assert len({headers["webhook-id"] for headers, _ in post.receiver.came}) == 1
    assert post.default_url()


def test_a_receiver_that_is_gone_switches_the_webhook_off(post: Post):
    post.receiver.answer = lambda: (410, {})
    post.finish_a_job()
    post.world.announce_all()
    assert post.world.news("given_up")
    assert post.default_url() is None


def test_a_webhook_that_fails_for_days_is_switched_off(post: Post):
    post.receiver.answer = lambda: (500, {})
    post.finish_a_job()
    post.world.announce_all()
    post.world.clock.turn(seconds=5 * 24 * 3600 - 1)
    post.world.announce_all()
    assert post.default_url()
    post.world.clock.turn(seconds=2)
    post.world.announce_all()
    assert post.default_url() is None


def test_news_that_was_delivered_is_not_sent_again(post: Post):

    post.finish_a_job()
    (news,) = post.world.news("pending")
    announce(post.world.context, news)
    announce(post.world.context, news)
    assert len(post.receiver.came) == 1


def test_after_a_rotation_both_secrets_sign_for_a_day(post: Post):
    preferences.set_webhook(post.world.context, post.account, f"{post.receiver.origin}/hook")
    post.finish_a_job()
    post.world.announce_all()
    post.world.clock.turn(seconds=25 * 3600)
    post.finish_a_job()
    post.world.announce_all()
    assert [len(headers["webhook-signature"].split()) for headers, _ in post.receiver.came] == [2, 1]


def test_a_host_with_too_many_attempts_in_flight_is_asked_later(migrated_url, tmp_path):
    with (
        open_receiver() as receiver,
        open_world(
            migrated_url, tmp_path, trusted_origins=(receiver.origin,), webhooks={"per_host": 1}
        ) as world,
    ):
        account = world.account(plan="DIY")
        world.set_slots(4)
        jobs = [world.order(account, terms=Terms(webhook=f"{receiver.origin}/{n}")) for n in range(2)]
        for job in jobs:
            world.perform(job)
        first, second = world.news("pending")

        def meanwhile() -> tuple[int, dict[str, str]]:
            announce(world.context, second)
            return 200, {}

        receiver.answer = meanwhile
        announce(world.context, first)
        assert len(receiver.came) == 1
        assert world.news("pending") == [second]


def test_news_that_is_days_old_is_given_up_whatever_pause_was_asked_for(post: Post):
    post.receiver.answer = lambda: (503, {"retry-after": "86400"})
    post.finish_a_job()
    post.world.announce_all()
    assert post.world.news("pending")
    post.world.clock.turn(seconds=5 * 24 * 3600)
    post.world.announce_all()
    assert post.world.news("given_up")
