"""Sessions as logging in with two factors leaves them; much quicker than logging in, which tests/access does for real."""


def content(account) -> dict:
    """What such a session of the account holds."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    return {
        SESSION_KEY: str(account.pk),
        BACKEND_SESSION_KEY: "eenplan.access.backend.Backend",
        HASH_SESSION_KEY: account.get_session_auth_hash(),
        "account_authentication_methods": [{"method": "mfa", "type": "totp", "at": 0}],
        "account_authentication_methods_user": str(account.pk),
    }


def signed_in(account) -> str:
    """The cookie of such a session, kept in the database of the test."""
    from eenplan.access.sessions import SessionStore

    session = SessionStore()
    session.update(content(account))
    session.save()
    return session.cookie
