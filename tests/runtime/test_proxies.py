"""Only a proxy that the operator named tells who really asks."""

import pytest

from eenplan.runtime.errors import CommandError
from eenplan.runtime.proxies import client, networks, trusted

PROXIES = networks("127.0.0.1, 10.0.0.0/24,::1,2001:db8:1::/48")


@pytest.mark.parametrize(
    ("peer", "forwarded", "asks"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # a stranger who says he is somebody else
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "192.0.2.9, 198.51.100.1", "198.51.100.1"),  # what the stranger wrote himself stands left
        ("127.0.0.1", "198.51.100.1, 10.0.0.3", "198.51.100.1"),  # two proxies
        ("127.0.0.1", "198.51.100.1, 192.0.2.9, 10.0.0.3", "192.0.2.9"),
        ("127.0.0.1", "10.0.0.4, 10.0.0.3", "10.0.0.4"),  # somebody on the network of the proxies
        ("127.0.0.1", "198.51.100.1, unknown, 10.0.0.3", "10.0.0.3"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", ",", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1:5678", "198.51.100.1"),
        ("::1", "2001:db8:2::5", "2001:db8:2::5"),
        ("::1", '"[2001:db8:2::5]:5678"', "2001:db8:2::5"),
        ("2001:db8:1::9", "2001:DB8:2:0::5, 2001:db8:1::8", "2001:db8:2::5"),
        ("::ffff:10.0.0.9", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
        ("fe80::1%eth0", "198.51.100.1", "fe80::1"),
        ("", "198.51.100.1", ""),  # no address at all is no proxy
    ],
)
def test_who_asks_is_the_first_from_the_right_that_is_no_proxy_of_ours(peer, forwarded, asks):
    assert client(peer, forwarded, PROXIES) == asks


def test_without_the_setting_nobody_is_believed():
    assert client("127.0.0.1", "198.51.100.1", networks("")) == "127.0.0.1"
    assert not trusted("127.0.0.1", networks(""))


@pytest.mark.parametrize("wrong", ["proxy.example", "10.0.0.0/33", "10.0.0.7/24", "127.0.0.1;::1"])
def test_what_is_no_address_is_refused_with_an_example(wrong):
    with pytest.raises(CommandError, match=r"geen IP-adres of netwerk.*10\.0\.0\.0/24"):
        networks(wrong)


@pytest.mark.parametrize("everybody", ["0.0.0.0/0", "::/0"])
def test_everybody_is_no_proxy(everybody):
    with pytest.raises(CommandError, match="iedereen zelf"):
        networks(everybody)
