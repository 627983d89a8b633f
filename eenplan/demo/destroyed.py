"""What the demonstration house destroyed: referrals that were turned down or forgotten some weeks ago, and their proof."""

from eenplan.demo import cases
from eenplan.demo.clock import shift
from eenplan.demo.road import Road
from eenplan.demo.stories import THEMES
from eenplan.people.models import Person
from eenplan.retention import engine

#: (given names, family name, birth date, days ago, route advised or "" for a draft that was never submitted)
GONE = [
    ("Aafke", "Terpstra", "1991-02-11", 61, "district_team"),
    ("Berend", "Kamstra", "1978-07-30", 58, "district_team"),
    ("Chaima", "Oulad", "2004-12-01", 54, "district_team"),
    ("Dirk", "Zandbergen", "1969-05-17", 52, "local"),
    ("Esther", "Molenaar", "1985-09-09", 49, "district_team"),
    ("Frits", "Haverkamp", "1996-01-23", 47, "district_team"),
    ("Gonda", "Wiersma", "1974-11-05", 44, "safe_home"),
    ("Henk", "Dijkgraaf", "1988-03-28", 41, "local"),
    ("Ilse", "Noordhof", "1993-06-14", 40, ""),
    ("Joop", "Veenstra", "1981-08-19", 36, ""),
]
#: about to go: seen in what is to come
LEAVING = ("Karin", "Boerema", "1990-10-02", 12, "chain")


def make(road: Road, person) -> None:
    """Runs as the owner, who alone may say that the house's own task is made up, and may look ahead."""
    system = engine.system_account(road.house)
    system.is_demo = True
    system.save()
    themes = list(THEMES.values())
    for number, (given, family, born, days, route) in enumerate([*GONE, LEAVING]):
        _turn_down(road, person(given, "", family, born, "O"), themes[number % len(themes)], days, route)
    engine.run(road.house)


def _turn_down(road: Road, subject: Person, theme, days: int, route: str) -> None:
    referral = cases.refer(road, subject, theme, draft=not route)
    if route:
        for by in ("police", "council"):
            road.judge(by, referral, "reject", "ab", "Criterium c en d zijn niet vervuld.")
        road.decide("council", referral, "reject", "Dit kan één keten aan.", route=route)
    shift(days, referral)
