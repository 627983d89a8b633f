"""What opens an account is read one by one and by whoever it belongs to, never in bulk (docs/adr/0021)."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from eenplan.access import acting, secrets
from eenplan.access.acting import NoProof, act_as, as_installation, signing_in, signs_in
from eenplan.access.models import Account
from eenplan.access.sessions import SessionMiddleware, SessionStore
from tests.support import sessions
from tests.support.db import as_owner
from tests.support.world import PASSWORD

#: tables with what belongs to one account: (model, the other fields of a row)
OWN = {
    "factors": (Authenticator, {"type": "totp", "data": {}}),
    "addresses": (EmailAddress, {"email": "x@test.invalid"}),
    "sessions": (UserSession, {"ip": "127.0.0.1", "session_key": "x", "user_agent": ""}),
    "logins of an organisation": (SocialAccount, {"provider": "organisatie", "uid": "7"}),
}
CLOSED = ["access_password", "access_key", "django_session"]


def run(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.fixture
def mine(world):
    """The police officer, who has one of everything."""
    police = world.people["police"]
    with as_owner():
        for model, fields in OWN.values():
            model.objects.create(user=police, **fields)
    return police


@pytest.mark.law("WGS 1.8(8)", "R-77")
@pytest.mark.parametrize("table", CLOSED)
@pytest.mark.parametrize("statement", ["SELECT * FROM {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_hashes_keys_and_sessions_are_no_table_to_the_application(table, statement, world):
    with act_as(world.people["administrator"]), pytest.raises(ProgrammingError, match="permission denied"):
        run(statement.format(table))


@pytest.mark.law("WGS 1.8(8)", "R-77")
@pytest.mark.parametrize("kind", OWN)
def test_what_opens_an_account_is_seen_and_changed_by_its_own_account_only(kind, mine, world):
    model, fields = OWN[kind]
    others = [
        act_as(world.people["ggz"]), act_as(world.people["administrator"]), signing_in(), as_installation(),
        signing_in(world.people["ggz"].pk),
    ]  # fmt: skip
    for identity in others:
        with identity:
            assert not model.objects.exists()
            assert model.objects.update(user=mine) == 0
            assert model.objects.all().delete()[0] == 0
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                model.objects.create(user=mine, **{**fields, **({"session_key": "y"} if kind == "sessions" else {})})
    assert not model.objects.exists()
    for identity in (act_as(mine), signing_in(mine.pk)):
        with identity as who:
            assert [each.user_id for each in model.objects.all()] == [mine.pk]
            if who:  # what slips into a page of the work plants no key for later
                assert model.objects.update(**fields) == model.objects.all().delete()[0] == 0
                with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                    model.objects.create(
                        user=mine, **{**fields, **({"session_key": "y"} if kind == "sessions" else {})}
                    )
                acting.open_own()
            assert model.objects.update(**fields) == 1
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                model.objects.update(user=world.people["ggz"])


@pytest.mark.law("WGS 1.8(8)", "R-77")
def test_a_hash_is_given_and_changed_only_on_the_proof_of_that_purpose_and_account(world):
    police, ggz = world.people["police"], world.people["ggz"]
    with act_as(police):
        for purpose, subject in (("act", ggz.pk), ("password", police.pk), ("set-password", ggz.pk)):
            with pytest.raises(NoProof), transaction.atomic():
                acting.bound("SELECT access_password(%s, %s)", ggz.pk, acting.proof(purpose, subject))
        for purpose, subject in (("act", ggz.pk), ("password", ggz.pk), ("set-password", police.pk)):
            with pytest.raises(NoProof), transaction.atomic():
                acting.bound("SELECT access_set_password(%s, %s, %s)", ggz.pk, "x", acting.proof(purpose, subject))
    assert ggz.check_password(PASSWORD)
    assert secrets.password_of(ggz.pk) != "x"


def test_a_new_password_ends_the_sessions_that_began_with_the_old_one(world, client_of):
    police = world.people["police"]
    client = client_of("police")
    assert client.get("/").status_code == 200
    police.set_password("een-heel-nieuw-wachtwoord")
    police.save()
    assert Account.objects.get(pk=police.pk).check_password("een-heel-nieuw-wachtwoord")
    assert client.get("/").status_code == 302


def test_before_the_password_is_right_no_factor_is_open_and_afterwards_only_ones_own(mine, world):
    with signing_in():
        assert not Authenticator.objects.exists()
        signs_in(mine.pk)
        assert Authenticator.objects.get().user_id == mine.pk
        signs_in(world.people["ggz"].pk)
        assert not Authenticator.objects.exists()
    with act_as(world.people["ggz"]):
        signs_in(mine.pk)
        assert not Authenticator.objects.exists(), "who acts signs in as nobody else"


def test_the_database_holds_no_key_with_which_a_browser_gets_in(world):
    client = Client()
    client.post(reverse("account_login"), {"login": world.people["police"].email, "password": PASSWORD})
    cookie = client.cookies["sessionid"].value
    with as_owner():
        kept = {
            key
            for (key,) in run(
                "SELECT session_key FROM django_session UNION SELECT session_key FROM usersessions_usersession"
            )
        }
    assert kept
    assert cookie not in kept
    (mine,) = [key for key in kept if key == SessionStore(cookie).session_key]
    thief = Client()
    thief.cookies["sessionid"] = mine
    assert thief.get(reverse("mfa_index")).headers["Location"].startswith(reverse("account_login"))
    assert client.get(reverse("mfa_index")).status_code == 200


def test_a_session_that_is_opened_anew_by_its_key_stays_that_of_the_browser(world):
    """As the library does that walks to the login of an organisation and back."""

    def view(request):
        request.session["seen"] = 1
        request.session.save()
        request.session = request.session.__class__(request.session.session_key)
        request.session["again"] = 1
        return HttpResponse()

    browser = RequestFactory()
    for _time in range(2):  # without a cookie, and with the one it was given
        answer = SessionMiddleware(view)(browser.get("/"))
        browser.cookies["sessionid"] = cookie = answer.cookies["sessionid"].value
        assert SessionStore(cookie)["again"] == 1


def test_a_session_is_saved_once_found_by_its_key_and_ended(world):
    session = SessionStore(sessions.signed_in(world.people["police"]))
    assert session[SESSION_KEY] == str(world.people["police"].pk)
    session["seen"] = 1
    session.save()
    assert SessionStore(session.cookie)["seen"] == 1
    with pytest.raises(CreateError):
        session.save(must_create=True)
    session.delete()
    assert not SessionStore().exists(session.cookie)
    with pytest.raises(UpdateError):
        session.save()
    session = SessionStore(sessions.signed_in(world.people["police"]))
    assert SessionStore().exists(session.cookie)
    with as_owner():
        run("UPDATE django_session SET expire_date = now() - interval '1 minute'")
    assert not SessionStore().exists(session.cookie)
    SessionStore.clear_expired()
    with as_owner():
        assert run("SELECT count(*) FROM django_session") == [(0,)]


@pytest.mark.law("WGS 1.8(2)")
@pytest.mark.parametrize(
    "field", ["language", "last_login", "password_stamp", "email", "is_demo", "joined_at", "is_active"]
)
def test_nobody_changes_the_account_of_another(field, world):
    ggz = world.people["ggz"]
    value = {
        "language": "en",
        "last_login": timezone.now(),
        "password_stamp": "7" * 32,
        "email": "x@y.z",
        "is_demo": True,
        "joined_at": timezone.now(),
        "is_active": False,
    }[field]
    for key in ("police",) if field == "is_active" else ("police", "administrator"):
        with (
            act_as(world.people[key]),
            pytest.raises(IntegrityError, match="accounts are for administrators"),
            transaction.atomic(),
        ):
            Account.objects.filter(pk=ggz.pk).update(**{field: value})
    with act_as(ggz):
        assert Account.objects.filter(pk=ggz.pk).update(language="en") == 1
        with pytest.raises(IntegrityError, match="accounts are for administrators"), transaction.atomic():
            Account.objects.create(email="new@test.invalid", name="Somebody")


def test_the_login_of_an_organisation_is_found_by_its_exact_number(mine):
    assert secrets.linked("organisatie", "7") == mine.pk
    assert secrets.linked("organisatie", "8") is None


def test_no_number_of_a_table_is_counted_by_asking_for_the_next(db):
    usable = run(
        "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
        " AND relname NOT LIKE 'procrastinate%%'"
        " AND (has_sequence_privilege(oid, 'USAGE') OR has_sequence_privilege(oid, 'SELECT'))"
    )
    assert usable == []


def test_the_application_keeps_no_large_objects(db):
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("SELECT lo_create(0)")


def test_the_role_has_time_limits_and_a_task_states_its_own_first(world):
    kept = dict(
        setting.split("=")
        for (settings,) in run("SELECT setconfig FROM pg_db_role_setting WHERE setrole = 'eenplan_app'::regrole")
        for setting in settings
    )
    assert kept == {
        "statement_timeout": "15s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "1min",
        "temp_file_limit": "4GB", "track_activities": "off",
    }  # fmt: skip
    with act_as(world.people["police"]):
        acting.take_up_to(minutes=30)
        assert run("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')") == [
            ("30min", "30min")
        ]
