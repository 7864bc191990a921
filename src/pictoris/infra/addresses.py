"""Which addresses are the public internet: a rule of our own, because `ipaddress.is_private` changes between Pythons."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_BLOCKED_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; also the metadata service of Alibaba
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's wire server: looks public and is not
        "169.254.0.0/16",  # link local; metadata services
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; metadata service of Oracle
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # class E and broadcast
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")
"""All unicast IPv6 that IANA has given out; what is outside is local, mapped, translated or not yet anything."""
_BLOCKED_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries any IPv4 address inside
        "3fff::/20",  # documentation
    )
)
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""Third quarter of an ISATAP address; the fourth is an IPv4 address."""


def is_public(address: str) -> bool:
    """Whether `address` (strict text form, no zone) may be connected to on behalf of a stranger.

    IPv4-mapped IPv6 is judged by the IPv4 address inside. What cannot be read is not public.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    return _is_public_v4(parsed) if isinstance(parsed, IPv4Address) else _is_public_v6(parsed)


def _is_public_v4(address: IPv4Address) -> bool:
    return not any(address in network for network in _BLOCKED_V4)


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _GLOBAL_V6:
        return False
    is_isatap = (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP
    return not is_isatap and not any(address in network for network in _BLOCKED_V6)
