"""Who really asks, when a proxy stands in front: only a proxy that the operator named may tell."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from eenplan.runtime.errors import CommandError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def networks(text: str) -> list[Network]:
    """The addresses and networks of EENPLAN_TRUSTED_PROXIES, separated by commas; `CommandError` for anything else."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            network = ip_network(part)
        except ValueError as error:
            raise CommandError(
                f"EENPLAN_TRUSTED_PROXIES: “{part}” is geen IP-adres of netwerk. Noem adressen van proxy's met komma's ertussen, "
                "bijvoorbeeld 127.0.0.1,10.0.0.0/24 of ::1."
            ) from error
        if network.prefixlen == 0:
            raise CommandError(
                f"EENPLAN_TRUSTED_PROXIES: met “{part}” zou iedereen zelf mogen zeggen wie hij is. Noem alleen uw proxy's."
            )
        found.append(network)
    return found


def trusted(address: str, proxies: Sequence[Network]) -> bool:
    """Is this the address of one of our proxies?"""
    found = _read(address)
    return found is not None and any(found in network for network in proxies)


def client(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """The address of who asks: `peer`, or who stands behind it when `peer` is a proxy of ours.

    `forwarded` is X-Forwarded-For, to which every proxy adds its own peer on the right. What is left of the first address that
    is no proxy of ours was written by whoever asks, and is not believed; a hop that is no address neither.
    """
    asks = _read(peer)
    for hop in reversed(forwarded.split(",")):
        if asks is None or not any(asks in network for network in proxies) or (before := _read(hop)) is None:
            break
        asks = before
    return peer if asks is None else str(asks)


def _read(text: str) -> Address | None:
    """An address, perhaps with a port (`192.0.2.1:80`, `[2001:db8::1]:80`) or a zone; IPv4 within IPv6 is IPv4."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
