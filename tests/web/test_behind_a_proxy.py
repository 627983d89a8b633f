"""Sign-in with a real proxy in front: everybody comes from the address of the proxy, and is told apart all the same."""

import pytest

from eenplan.access.limits import PER_ACCOUNT
from eenplan.cli.main import main
from tests.support.proxy import HOST, PROXY, Visitor, proxy
from tests.support.served import serving
from tests.support.world import PASSWORD

LOGIN = "/account/login/"
POLICE = "police@test.invalid"


@pytest.fixture(scope="module")
def server(worker_id):
    settings = {"EENPLAN_URL": f"https://{HOST}", "EENPLAN_TRUSTED_PROXIES": PROXY}
    with serving(f"proxied_{worker_id}", **settings) as served:
        yield served


@pytest.fixture(scope="module")
def front(server, tmp_path_factory):
    """`front("127.0.0.5")`: a visitor from that address, through the proxy; of IPv6 there is one."""
    with proxy(server.url, tmp_path_factory.mktemp("nginx")) as port:
        yield lambda address: Visitor(address, ("::1" if ":" in address else "127.0.0.1", port))


@pytest.fixture(autouse=True)
def nothing_counted(server):
    with server.connect() as connection:
        connection.execute("DELETE FROM web_cache")


def sign_in(visitor, password=PASSWORD) -> int:
    return visitor.post(LOGIN, login=POLICE, password=password)[0]


def guess(visitor, **headers) -> None:
    for _ in range(PER_ACCOUNT.tries):
        assert sign_in(visitor, "wrong") == 200
    assert sign_in(visitor) == 429


@pytest.mark.slow
@pytest.mark.parametrize("stranger", ["127.0.0.5", "::1"])
def test_a_stranger_shuts_out_himself_and_nobody_else(front, stranger):
    guess(front(stranger))
    assert sign_in(front("127.0.0.6")) == 302
    if stranger != "::1":
        assert sign_in(front("::1")) == 302


@pytest.mark.slow
def test_who_signed_in_before_is_not_shut_out_by_who_sits_at_the_same_address(front):
    mine = front("127.0.0.5")
    assert sign_in(mine) == 302
    mine.cookies.pop("sessionid")
    guess(front("127.0.0.5"))
    assert sign_in(mine) == 302


@pytest.mark.slow
def test_nobody_comes_from_elsewhere_by_saying_so(front):
    """What somebody writes into X-Forwarded-For himself stands left of what the proxy writes, and is not read."""
    visitor = front("127.0.0.5")
    send = visitor._send
    said = iter(f"192.0.2.{number}" for number in range(99))
    visitor._send = lambda method, path, body, headers: send(
        method, path, body, {"X-Forwarded-For": next(said), "Forwarded": "for=192.0.2.1", **headers}
    )
    guess(visitor)


@pytest.mark.slow
def test_who_passes_the_proxy_by_is_not_believed(server):
    """Not that it came by TLS either: the answer is the way to the proxy."""
    _, _, port = server.url.rpartition(":")
    direct = Visitor("127.0.0.5", ("127.0.0.1", int(port)))
    told = {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
    assert direct.get(LOGIN, **told)[0] == 301
    assert direct.get(LOGIN, **told)[2] == f"https://{HOST}{LOGIN}"


@pytest.mark.slow
def test_ones_devices_are_listed_by_their_own_address(front, server):
    """The list of devices of the account holds the visitor, not the proxy."""
    sign_in(front("127.0.0.5"))
    sign_in(front("::1"))
    with server.connect() as connection:
        listed = {str(ip) for (ip,) in connection.execute("SELECT ip FROM usersessions_usersession")}
    assert {"127.0.0.5", "::1"} <= listed
    assert PROXY not in listed


@pytest.mark.parametrize("proxies", ["", " , "])
def test_a_server_for_https_does_not_start_without_the_name_of_its_proxy(monkeypatch, capsys, proxies):
    monkeypatch.setenv("EENPLAN_URL", f"https://{HOST}")
    monkeypatch.setenv("EENPLAN_TRUSTED_PROXIES", proxies)
    for host in ("127.0.0.1", "0.0.0.0"):
        assert main(["serve", "--host", host]) == 1
        assert "Zet EENPLAN_TRUSTED_PROXIES op het adres van de proxy die TLS doet" in capsys.readouterr().err


def test_a_name_of_a_proxy_that_is_no_address_is_told_in_one_sentence(monkeypatch, capsys):
    monkeypatch.setenv("EENPLAN_URL", f"https://{HOST}")
    monkeypatch.setenv("EENPLAN_TRUSTED_PROXIES", "proxy.internal")
    assert main(["serve"]) == 1
    error = capsys.readouterr().err
    assert "“proxy.internal” is geen IP-adres" in error
    assert "Traceback" not in error
