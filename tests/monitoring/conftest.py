from tests.plans.conftest import care, delegate_of, domain, father_plan, goal  # noqa: F401
