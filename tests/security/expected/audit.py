"""Pages of the log. Order of the personas: tests/support/personas.py."""

AUDITOR = "302 404 404 404 404 404 404 404 404 200 404"
POST_ONLY = "302 " + " ".join(["405"] * 10)
PUBLIC = " ".join(["200"] * 11)

EXPECTED = {
    "audit:log": {"get": AUDITOR, "post": POST_ONLY},
    "audit:verify": {"get": AUDITOR, "post": AUDITOR.replace("200", "302")},
    "audit:reviews": {"get": AUDITOR, "post": POST_ONLY},
    "audit:review": {
        "kwargs": lambda world: {"pk": 1},
        "get": AUDITOR.replace("200", "404"),  # no month has passed in the world of the tests
        "post": AUDITOR.replace("200", "404"),
    },
    "audit:exports": {"get": AUDITOR, "post": POST_ONLY},
    "audit:export": {"get": POST_ONLY, "post": AUDITOR.replace("200", "422")},
    "audit:audit_file": {"get": POST_ONLY, "post": AUDITOR.replace("200", "422")},
    "audit:activities": {"get": PUBLIC, "post": " ".join(["405"] * 11)},
}
