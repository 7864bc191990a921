"""What the server counts of itself."""

from pictoris.api.metrics import Metrics
from pictoris.reads import QueueDepth

DEPTH = QueueDepth(waiting=3, running=2)


def test_two_applications_in_one_process_count_for_themselves():
    first, second = Metrics(), Metrics()
    first.count_submit("upscale")
    assert b'pictoris_submits_total{operation="upscale"} 1.0' in first.page(DEPTH, streams=0)
    assert b"pictoris_submits_total{" not in second.page(DEPTH, streams=0)


def test_the_page_shows_the_queue_and_the_streams_as_they_are():
    page = Metrics().page(DEPTH, streams=7).decode()
    assert 'pictoris_jobs{state="waiting"} 3.0' in page
    assert 'pictoris_jobs{state="running"} 2.0' in page
    assert "pictoris_streams 7.0" in page


def test_answers_are_counted_by_route_and_status_and_their_time_is_noted():
    metrics = Metrics()
    metrics.count_reply("GET", "/x/{id}", 200)
    metrics.seconds_of("GET", "/x/{id}").observe(0.002)
    page = metrics.page(DEPTH, streams=0).decode()
    assert 'pictoris_http_replies_total{method="GET",route="/x/{id}",status="200"} 1.0' in page
    assert 'pictoris_http_seconds_bucket{le="0.0025",method="GET",route="/x/{id}"} 1.0' in page


def test_jobs_that_ended_are_added_up():
    metrics = Metrics()
    metrics.count_ended({("upscale", "done"): 2, ("upscale", "failed"): 1})
    metrics.count_ended({("upscale", "done"): 3})
    page = metrics.page(DEPTH, streams=0).decode()
    assert 'pictoris_jobs_ended_total{operation="upscale",state="done"} 5.0' in page
    assert 'pictoris_jobs_ended_total{operation="upscale",state="failed"} 1.0' in page
