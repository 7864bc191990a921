import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictoris.errors import InvalidRequest, Refused, TooLarge
from pictoris.infra import urls


def code_of(url):
    with pytest.raises(InvalidRequest) as caught:
        urls.read(url)
    return caught.value.code


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port", "path"),
    [
        ("http://pictures.example", "http", "pictures.example", 80, "/"),
        ("HTTPS://Pictures.EXAMPLE./a/b?c=d", "https", "pictures.example", 443, "/a/b?c=d"),
        ("https://pictures.example:8443/a", "https", "pictures.example", 8443, "/a"),
        ("https://pictures.example:/a", "https", "pictures.example", 443, "/a"),
        ("http://pictures.example?a=b", "http", "pictures.example", 80, "/?a=b"),
        ("http://pictures.example/a#fragment@elsewhere", "http", "pictures.example", 80, "/a"),
        ("http://93.184.216.34/a", "http", "93.184.216.34", 80, "/a"),
        ("http://[2606:4700:0:0::1]:8080/", "http", "2606:4700::1", 8080, "/"),
        ("http://bücher.example/ü", "http", "xn--bcher-kva.example", 80, "/%C3%BC"),
        ("http://xn--bcher-kva.example/", "http", "xn--bcher-kva.example", 80, "/"),
        ("http://my_bucket.pictures.example/a%20b", "http", "my_bucket.pictures.example", 80, "/a%20b"),
        ("http://pictures.example/a@b:c;d='(e)'[f]|g", "http", "pictures.example", 80, "/a@b:c;d='(e)'[f]|g"),
        ("http://127。0。0。1/", "http", "127.0.0.1", 80, "/"),
        ("http://①②⑦.0.0.1/", "http", "127.0.0.1", 80, "/"),
        ("http://ⅼocalhost/", "http", "localhost", 80, "/"),
    ],
)
def test_a_url_is_read_once_and_for_all(url, scheme, host, port, path):
    target = urls.read(url)
    assert (target.scheme, target.host, target.port, target.path) == (scheme, host, port, path)


@pytest.mark.parametrize(
    ("url", "authority", "normal"),
    [
        ("http://a.example:80", "a.example", "http://a.example/"),
        ("http://a.example:443/x", "a.example:443", "http://a.example:443/x"),
        ("https://[2606:4700::1]:444/x", "[2606:4700::1]:444", "https://[2606:4700::1]:444/x"),
    ],
)
def test_the_host_header_is_made_of_what_is_connected_to(url, authority, normal):
    assert urls.read(url).authority == authority
    assert urls.read(url).url == normal


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://017700000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://0/", "http://0x/", "http://1.2.3.4.5/", "http://256.1.1.1/", "http://a.0x10/",
        "http://127.0.0.01/", "http://pictures.1/",
    ],
)  # fmt: skip
def test_a_number_that_some_resolvers_take_for_an_address_is_refused(url):
    assert code_of(url) == "url_not_allowed"


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8@127.0.0.1/", "http://user:password@pictures.example/", "http://@pictures.example/",
        "http://8.8.8.8\\@127.0.0.1/", "http://pictures.example\\a", "http:\\\\pictures.example/",
        "http://1.1.1.1 &@127.0.0.1#@8.8.8.8/", "http://8.8.8.8#@127.0.0.1/", "http://8.8.8.8?@127.0.0.1#@x/",
        "http://pictures.example#a", "http://pictures.example /", " http://pictures.example/",
        "http://pictures.example/a b", "http://pictures.example/\n", "http://pictures.example/\t", "http://a\0b.example/",
        "http://pictures.example/\u200b", "http://pictures.example/\u202e", "http://pictures\u00a0.example/",
        "http://pictures.example/\ud800", "http://%31%32%37.0.0.1/", "http://127.0.0.1%2f@pictures.example/",
        "http://[fe80::1%25eth0]/", "http://[::1", "http://::1/", "http://[]/", "http://[1.1.1.1]/", "http://[v1.x]/",
        "http://[::1]x/", "http://a:b:c/", "http://a:80x/", "http://a:-80/",
        "http:///path", "http://", "http:pictures.example", "http:/pictures.example", "http://?", "http://#", "http://:80/",
        "http://xn--/", "http://xn--a.example/", "http://" + "a" * 300 + ".example/", "http://" + "a." * 200 + "example/",
        "http://a..example/", "http://.example/", "http://a.example../", "http://-a.example/", "http://a-.example/",
        "http://a!b.example/", "http://a,b.example/", "http://\u0661.example:8\u0660/", "http://a.example/" + "x" * 9000,
    ],
)  # fmt: skip
def test_a_url_that_two_parsers_could_read_differently_is_refused(url):
    assert code_of(url) in {"url_not_allowed", "scheme_not_allowed"}


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "gopher://a.example/", "ftp://a.example/", "jar:http://a.example!/", "javascript:alert(1)",
        "unix:/var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock", "data:,x", "//a.example/", "a.example",
        "", ":", "https", "\u017fhttp://a.example",
    ],
)  # fmt: skip
def test_only_http_and_https_are_schemes(url):
    assert code_of(url) == "scheme_not_allowed"


@pytest.mark.parametrize("port", ["0", "65536", "000000", "999999999"])
def test_a_port_that_does_not_exist_is_refused(port):
    assert code_of(f"http://pictures.example:{port}/") == "port_not_allowed"


@given(st.text())
def test_no_text_makes_it_stumble(text):
    for url in (text, f"http://{text}", f"http://a.example/{text}", f"http://a.example:{text}"):
        try:
            target = urls.read(url)
        except Refused:
            continue
        assert urls.read(target.url) == target
        assert target.url.isascii()


BASE = urls.read("http://pictures.example:8080/a/b?c")


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("https://other.example/x", "https://other.example/x"),
        ("//other.example/x", "http://other.example/x"),
        ("/x?y#z", "http://pictures.example:8080/x?y"),
        ("x", "http://pictures.example:8080/a/x"),
        ("../../../x", "http://pictures.example:8080/x"),
        ("?d", "http://pictures.example:8080/a/b?d"),
        ("./ü", "http://pictures.example:8080/a/%C3%BC"),
    ],
)
def test_a_redirect_leads_where_it_says(location, url):
    assert urls.join(BASE, location).url == url


@pytest.mark.parametrize(
    "location", ["x:y", "http:x", "///x", "http://[", "//[", "\\x", "a b", "a\tb", "//a@b/", "/\x00"]
)
def test_a_malformed_redirect_leads_nowhere(location):
    with pytest.raises(InvalidRequest):
        urls.join(BASE, location)


@given(st.text() | st.text("./?#:@[ax"))
def test_a_relative_redirect_never_leaves_its_server(text):
    for base in (BASE, urls.read("http://pictures.example:8080//[")):
        try:
            target = urls.join(base, text.removeprefix("//"))
        except Refused:
            continue
        assert target.origin == BASE.origin or "://" in text


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("data:image/png;base64,AAEC", b"\0\1\2"),
        ("DATA:image/png;charset=utf-8;BASE64,AAEC", b"\0\1\2"),
        ("data:;base64,AAE%3D", b"\0\1"),
        ("data:,a%20b", b"a b"),
        ("data:text/plain,", b""),
    ],
)
def test_a_data_url_gives_its_bytes(url, data):
    assert urls.is_data(url)
    assert urls.read_data(url, max_bytes=100) == data


@pytest.mark.parametrize(
    "url", ["data:", "data:image/png;base64", "data:;base64,A", "data:;base64,A A=", "data:;base64,ä"]
)
def test_a_broken_data_url_is_refused(url):
    with pytest.raises(InvalidRequest) as caught:
        urls.read_data(url, max_bytes=100)
    assert caught.value.code == "url_not_allowed"


def test_a_data_url_has_the_same_limit_as_a_download():
    just = "data:image/png;base64," + base64.b64encode(bytes(1000)).decode()
    assert len(urls.read_data(just, max_bytes=1000)) == 1000
    for url in (just, "data:," + "x" * 100_000):
        with pytest.raises(TooLarge):
            urls.read_data(url, max_bytes=999)
