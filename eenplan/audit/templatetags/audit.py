"""A log line in words."""

from django import template

from eenplan.audit import words
from eenplan.law.codes import DataCategory, Role

register = template.Library()


@register.filter
def named(names: dict[int, str], number: int | None) -> str:
    """The name behind a number, or nothing."""
    return names.get(number or 0, "")


@register.filter
def act(action: str) -> str:
    """The act in Dutch where it has a name."""
    return words.act(action)


@register.filter
def things(text: str) -> str:
    """The things it is about, in Dutch."""
    return words.things(text)


@register.filter
def is_emergency(action: str) -> bool:
    """Was it done by emergency access?"""
    return action.startswith(words.EMERGENCY)


@register.filter
def roles(held: str) -> str:
    """The roles in which somebody acted, in Dutch."""
    return ", ".join(str(Role(role).label) if role in Role.values else role for role in held.split(", "))


@register.filter
def categories(numbers: list[int]) -> str:
    """Which data was shown (WGS 2.30(1)), in Dutch."""
    return ", ".join(str(DataCategory(number).label) for number in numbers if number in DataCategory.values)
