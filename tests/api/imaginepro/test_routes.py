"""The table of the dialect holds everything that is documented."""

from pictoris.api.imaginepro.routes import endpoints

DOCUMENTED = {
    ("POST", "/api/v1/{family}/imagine"),
    ("POST", "/api/v1/{family}/button"),
    ("POST", "/api/v1/{family}/boost/imagine"),
    ("POST", "/api/v1/{family}/boost/button"),
    ("POST", "/api/v1/{family}/describe"),
    ("POST", "/api/v1/{family}/faceswap"),
    ("POST", "/api/v1/{family}/blend"),
    ("POST", "/api/v1/{family}/commands"),
    ("POST", "/api/v1/{family}/prompt-check"),
    ("GET", "/api/v1/{family}/images"),
    ("GET", "/api/v1/{family}/ban-words"),
    ("POST", "/api/v1/{family}/ban-words"),
    ("GET", "/api/v1/{family}/message/{id}"),
    ("GET", "/api/v1/message/fetch/{id}"),
    ("GET", "/api/v1/message/trace/{id}"),
    ("GET", "/api/v1/subscription/account-info"),
    ("POST", "/api/v1/flux/imagine"),
    ("POST", "/api/v1/flux/upscale"),
    ("POST", "/api/v1/tools/remove-bg"),
    ("POST", "/api/v1/tools/prompt-extend"),
    ("POST", "/api/v1/gemini/imagine"),
    ("POST", "/api/v1/universal/imagine"),
    ("POST", "/api/v1/universal/zimage"),
    ("POST", "/api/v1/video/mj/generate"),
    ("POST", "/api/v1/video/mj/extend"),
    ("GET", "/api/v1/video/mj/fetch/{id}"),
    ("GET", "/api/v1/discord/tokens"),
    ("GET", "/api/v1/discord/token/{id}"),
    ("PUT", "/api/v1/discord/token/{id}"),
    ("GET", "/api/v1/discord/token/{id}/queue"),
    ("GET", "/api/v1/queue/count"),
    ("POST", "/api/v1/queue/pause"),
    ("POST", "/api/v1/queue/resume"),
    ("POST", "/api/v1/queue/reboot"),
}


def test_every_documented_endpoint_is_there_in_both_families():
    wanted = {
        (method, path.replace("{family}", family))
        for method, path in DOCUMENTED
        for family in ("nova", "midjourney")
    }
    assert {(one.method, path) for one in endpoints() for path in one.paths} == wanted


def test_no_path_is_taken_twice():
    taken = [(one.method, path) for one in endpoints() for path in one.paths]
    assert len(taken) == len(set(taken))


def test_the_question_that_is_asked_most_is_found_first():
    assert endpoints()[0].paths[0] == "/api/v1/message/fetch/{id}"
