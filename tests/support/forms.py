"""What a browser sends of a form that it was shown: its fields with what stands in them, and its buttons left alone."""

from html.parser import HTMLParser


class Drawn:
    """A form as it was drawn; `sent(name=…)` is what goes out when these fields are filled in."""

    def __init__(self, attributes):
        self.method, self.action = attributes.get("method", "get"), attributes.get("action", "")
        self.fields: dict[str, list[str]] = {}

    def sent(self, **filled) -> dict[str, list[str]]:
        given = {name: value if isinstance(value, list) else [value] for name, value in filled.items()}
        return {**self.fields, **given}


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[Drawn] = []
        self.open = self.area = self.select = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.open = Drawn(given)
            self.forms.append(self.open)
        elif self.open is None:
            return
        elif tag == "textarea":
            self.area = given["name"]
            self.open.fields[self.area] = [""]
        elif tag == "select":
            self.select = given["name"]
            self.open.fields[self.select] = []
        elif tag == "option" and self.select:
            self._option(given)
        elif tag == "input" and "name" in given and given.get("type") not in ("file", "submit"):
            values = self.open.fields.setdefault(given["name"], [])
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                values.append(given.get("value") or ("on" if given.get("type") == "checkbox" else ""))

    def _option(self, given):
        values = self.open.fields[self.select]
        if "selected" in given or not values:
            values[:] = [given.get("value", "")]

    def handle_data(self, data):
        if self.area:
            self.open.fields[self.area][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            text = self.open.fields[self.area][0].removeprefix("\n")
            self.open.fields[self.area] = [text.replace("\n", "\r\n")]
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.open = None


def forms_of(page) -> list[Drawn]:
    """All forms of an answer."""
    reader = _Forms()
    reader.feed(page.content.decode())
    return reader.forms


def form_with(page, name) -> Drawn:
    """The form that asks for this."""
    return next(form for form in forms_of(page) if form.method == "post" and name in form.fields)
