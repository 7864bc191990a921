from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictoris.infra.addresses import is_public

V4_BLOCKED = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24",
]  # fmt: skip
V6_HOLES = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "93.184.216.34", "151.101.1.69", "223.255.255.255", "192.0.1.0", "100.63.255.255",
     "100.128.0.0", "168.63.129.15", "168.63.129.17", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e",
     "2001:200::1", "2001:4860:4860::8888", "2003::1", "2000::1", "3fff:1000::1", "3ffe::1", "::ffff:8.8.8.8"],
)  # fmt: skip
def test_the_public_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("network", V4_BLOCKED)
def test_blocked_ipv4_networks_end_exactly_where_they_end(network):
    block = IPv4Network(network)
    assert not is_public(str(block.network_address))
    assert not is_public(str(block.broadcast_address))
    assert is_public(str(block.broadcast_address + 1))
    if block.network_address != IPv4Address(0):
        assert is_public(str(block.network_address - 1))


@pytest.mark.parametrize("network", V6_HOLES)
def test_blocked_ipv6_networks_end_exactly_where_they_end(network):
    block = IPv6Network(network)
    assert not is_public(str(block.network_address))
    assert not is_public(str(block.broadcast_address))
    assert is_public(str(block.broadcast_address + 1))
    assert is_public(str(block.network_address - 1))


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "127.0.0.1", "127.255.255.254", "169.254.169.254", "169.254.170.2", "100.100.100.200",
     "168.63.129.16", "192.0.0.192", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
     "198.18.0.1", "203.0.113.7", "fd00:ec2::254", "fe80::1", "fec0::1", "fc00::1", "ff02::1",
     "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1", "0:0:0:0:0:ffff:10.0.0.1",
     "::ffff:0:127.0.0.1", "::5efe:10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1",
     "2002:a9fe:a9fe::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "3fff::1", "4000::1", "5f00::1",
     "2606:4700::5efe:a00:1", "2606:4700::200:5efe:a00:1"],
)  # fmt: skip
def test_what_is_not_the_public_internet_is_not(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "text",
    ["", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "1.1.1.1 ", "1.1.1.1%eth0",
     "2606:4700::1%eth0", "[2606:4700::1]", "1.1.1.1:80", "1.1.1", "1.1.1.256", "\N{FULLWIDTH DIGIT ONE}.1.1.1"],
)  # fmt: skip
def test_what_is_not_written_strictly_is_not_public(text):
    assert not is_public(text)


def v4_is_blocked(address):
    return address >= IPv4Address("224.0.0.0") or any(address in IPv4Network(n) for n in V4_BLOCKED)


@given(st.ip_addresses(v=4))
def test_any_ipv4_address_is_judged_by_the_list_alone(address):
    assert is_public(str(address)) is not v4_is_blocked(address)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_judged_like_the_one_inside(address):
    assert is_public(f"::ffff:{address}") is is_public(str(address))


@given(
    st.ip_addresses(v=4),
    st.sampled_from(["::{}", "::ffff:0:{}", "64:ff9b::{}", "64:ff9b:1::{}", "::5efe:{}"]),
)
def test_no_other_way_of_carrying_an_ipv4_address_gets_through(address, form):
    assert not is_public(form.format(address))


@given(st.integers(0, 2**128 - 1))
def test_only_global_unicast_ipv6_is_public(number):
    address = IPv6Address(number)
    if address.ipv4_mapped is None and address not in IPv6Network("2000::/3"):
        assert not is_public(str(address))


@given(st.text())
def test_no_text_makes_it_stumble(text):
    assert is_public(text) in {True, False}
