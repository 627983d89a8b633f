"""The pages of a case, seen by who may and who may not."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_list_shows_a_participant_the_case_with_its_persons_and_directors(client_of, world, statements):
    client = client_of("police")
    with statements(at_most=20):
        answer = client.get("/casussen/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert world.case.number in text
    assert "Karel de Vries" in text
    assert "Dina Prins" in text
    assert "Gijs Zwart" in text


def test_the_overview_shows_who_directs_and_takes_part(client_of, world, statements):
    client = client_of("ggz")
    with statements(at_most=32):
        answer = client.get(f"/casussen/{world.case.number}/")
    text = answer.content.decode()
    assert answer.status_code == 200
    for name in ("Karel de Vries", "Tim de Vries", "Dina Prins", "Petra Agema", "Veiligheid thuis"):
        assert name in text
