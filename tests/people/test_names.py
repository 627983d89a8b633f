import pytest

from eenplan.access.folding import fold
from eenplan.people.names import Name, Naming, initials

DE_BOER = Name(prefix="de", family_name="Boer")
OF_BARON = Name("Arent", "B", "van den", "Aedel")


def woman(use, own=None, partner=DE_BOER, together=True):
    own = own or Name("Jo Anne", "", "van", "Velzen")
    return Naming(own, "V", use, partner, together)


@pytest.mark.parametrize(
    ("given_names", "letters"),
    [
        ("Henk", "H."),
        ("Johan Frank Robert", "J.F.R."),
        ("Theo Philip IJsbrand", "T.P.I."),
        ("Anne-Fleur Belle", "A.B."),
        ("Anna Özil", "A.Ö."),
        ("Elise Q", "E.Q"),
        ("Ali bin Mohammed", "A.b.M."),
        ("", ""),
    ],
)
def test_initials_are_one_letter_per_given_name(given_names, letters):
    assert initials(given_names) == letters


@pytest.mark.parametrize(
    ("use", "in_use", "written", "salutation"),
    [
        ("E", "Jo Anne van Velzen", "J.A. van Velzen", "Geachte mevrouw Van Velzen"),
        ("P", "Jo Anne de Boer", "J.A. de Boer", "Geachte mevrouw De Boer"),
        ("V", "Jo Anne de Boer-van Velzen", "J.A. de Boer-van Velzen", "Geachte mevrouw De Boer-van Velzen"),
        ("N", "Jo Anne van Velzen-de Boer", "J.A. van Velzen-de Boer", "Geachte mevrouw Van Velzen-de Boer"),
    ],
)
def test_the_name_use_decides_whose_names_a_person_goes_by(use, in_use, written, salutation):
    naming = woman(use)
    assert (naming.name_in_use, naming.written_name, naming.salutation) == (in_use, written, salutation)
    assert naming.full_name == "Jo Anne van Velzen"


@pytest.mark.parametrize("partner", [None, Name(), Name("Kim")])
@pytest.mark.parametrize("use", "EPVN")
def test_without_a_partners_name_the_own_name_remains(use, partner):
    assert woman(use, partner=partner).written_name == "J.A. van Velzen"


@pytest.mark.parametrize(
    ("use", "written"),
    [
        ("E", "J.A. barones van den Aedel"),
        ("P", "J.A. de Boer"),
        ("V", "J.A. de Boer-barones van den Aedel"),
        ("N", "J.A. barones van den Aedel-de Boer"),
    ],
)
def test_a_title_stands_before_the_own_family_name(use, written):
    assert woman(use, Name("Jo Anne", "BS", "van den", "Aedel")).written_name == written


@pytest.mark.parametrize(
    ("use", "written"),
    [
        ("E", "Jonkheer J.A. van den Aedel"),
        ("P", "J.A. de Boer"),
        ("V", "Jonkheer J.A. de Boer-van den Aedel"),
        ("N", "Jonkheer J.A. van den Aedel-de Boer"),
    ],
)
def test_a_predicate_stands_before_the_initials(use, written):
    own = Name("James Antoine", "JH", "van den", "Aedel")
    assert Naming(own, "M", use, DE_BOER).written_name == written


@pytest.mark.parametrize(
    ("use", "together", "written"),
    [
        ("E", True, "J.A. van den Aedel"),
        ("E", False, "Jonkvrouw J.A. van den Aedel"),
        ("V", False, "J.A. de Boer-van den Aedel"),
        ("N", True, "J.A. van den Aedel-de Boer"),
    ],
)
def test_a_jonkvrouw_leaves_out_her_predicate_beside_a_partner(use, together, written):
    own = Name("Jeanne Anne", "JV", "van den", "Aedel")
    assert woman(use, own, together=together).written_name == written


@pytest.mark.parametrize(
    ("use", "written"),
    [
        ("E", "A. de Boer"),
        ("P", "A. barones van den Aedel"),
        ("V", "A. barones van den Aedel-de Boer"),
        ("N", "A. de Boer-barones van den Aedel"),
    ],
)
def test_a_woman_may_use_the_title_of_her_partner_with_the_name(use, written):
    assert woman(use, Name("Anne-Fleur", "", "de", "Boer"), OF_BARON).written_name == written


def test_a_man_does_not_use_the_title_of_his_partner():
    assert Naming(Name("John", "", "de", "Boer"), "M", "P", OF_BARON).written_name == "J. van den Aedel"


@pytest.mark.parametrize(
    ("title", "sex", "full", "written", "salutation"),
    [
        ("GI", "V", "Anne gravin van den Aedel", "A. gravin van den Aedel", "Hooggeboren vrouwe"),
        ("G", "V", "Anne gravin van den Aedel", "A. gravin van den Aedel", "Hooggeboren vrouwe"),
        ("JV", "M", "jonkheer Anne van den Aedel", "Jonkheer A. van den Aedel", "Hoogwelgeboren heer"),
        ("R", "M", "Anne ridder van den Aedel", "A. ridder van den Aedel", "Hoogwelgeboren heer"),
        ("R", "V", "Anne ridder van den Aedel", "A. van den Aedel", "Hoogwelgeboren vrouwe"),
        ("G", "O", "Anne graaf van den Aedel", "A. van den Aedel", "Geachte A. van den Aedel"),
        ("PS", "O", "Anne prinses van den Aedel", "A. van den Aedel", "Hoogheid"),
    ],
)
def test_a_title_takes_the_form_of_the_sex(title, sex, full, written, salutation):
    naming = Naming(Name("Anne", title, "van den", "Aedel"), sex)
    assert (naming.full_name, naming.written_name, naming.salutation) == (full, written, salutation)


@pytest.mark.parametrize(
    ("use", "written"),
    [
        ("E", "Ali bin Mohammed"),
        ("P", "Van Velzen"),
        ("V", "Van Velzen-Ali bin Mohammed"),
        ("N", "Ali bin Mohammed-van Velzen"),
    ],
)
def test_a_name_without_given_names_begins_with_a_capital(use, written):
    own = Name(family_name="Ali bin Mohammed")
    assert Naming(own, "M", use, Name(prefix="van", family_name="Velzen")).written_name == written


def test_a_prefix_that_begins_with_an_apostrophe_stays_as_it_is():
    assert woman("P", partner=Name(prefix="'t", family_name="Wolkje")).salutation == "Geachte mevrouw 't Wolkje"


def test_of_an_unknown_family_name_no_envelope_can_be_written_but_a_given_name_is_shown():
    naming = Naming(Name("Dian Maya"), "V", "N", DE_BOER)
    assert naming.written_name == ""
    assert naming.salutation == ""
    assert naming.name_in_use == naming.full_name == "Dian Maya"


def test_somebody_of_unknown_sex_is_greeted_by_initials():
    assert Naming(Name("Jo Rene", "", "in het", "Zonnetje")).salutation == "Geachte J.R. in het Zonnetje"


def test_names_sort_by_family_name_without_prefix():
    names = [
        Name("Jo", "", "van", "Zon"),
        Name("Bo", "", "", "Bos"),
        Name("An", "", "de", "Boer"),
        Name("An", "", "", "Boer"),
        Name("An", "", "", "Bö"),
        Name("An", "", "", "Boer Bakker"),
    ]
    assert [str(name) for name in sorted(names, key=lambda name: name.sort_key)] == [
        "An Bö",
        "An Boer",
        "An de Boer",
        "An Boer Bakker",
        "Bo Bos",
        "Jo van Zon",
    ]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Şőrdŵǫ", "sordwo"),
        ("Bronwaßer", "bronwasser"),
        ("Æþelred", "aethelred"),
        ("Łódź", "lodz"),
        ("Øster Ångström", "oster angstrom"),
        ("Guðrún", "gudrun"),
        ("IJĲ", "ijij"),
        ("'s-Gravenhage", "s gravenhage"),
    ],
)
def test_diacritics_do_not_matter_for_sorting_and_searching(text, folded):
    assert fold(text) == folded
