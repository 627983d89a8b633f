"""Text as people paste it, cleaned in one place: where it comes in (`eenplan.ui.forms`) and where an account is made.

What cannot be seen or printed goes; what Word writes in a font of its own becomes the sign that was meant; a line break is a
line break. Names and words in any script stay as they were typed.
"""

import re
import unicodedata

#: what Word puts in the private area for its fonts Symbol and Wingdings
WORD = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "◻", "\uf06e": "■", "\uf06f": "□", "\uf071": "❑", "\uf076": "❖", "\uf0d8": "➢",
    "\uf0fc": "✓", "\uf0fb": "✗", "\uf0e0": "→", "\uf0df": "←", "\uf0f0": "⇨", "\uf04a": "☺", "\uf04c": "☹", "\uf02d": "-",
}  # fmt: skip
#: line breaks of Windows, old Macs, Word (Shift+Enter) and Unicode
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: control signs that are no line break or tab, halves of a character, and what Unicode says is no character
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: turns the direction of what follows, over the end of the text
TURNING = re.compile("[\u202a-\u202e]")
#: takes no room: two texts that differ in these look the same
INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
#: joins or parts letters; only scripts outside Europe write with it (Persian, Hindi, Sinhala)
JOINERS = re.compile("(?<![\u0590-\uffff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\uffff])")


def cleaned(text: str, one_line: bool = False) -> str:
    """The text that was meant. `one_line`: a name, a number, an address: no line breaks and nothing invisible."""
    text = BREAKS.sub("\n", text)
    text = UNPRINTABLE.sub("", "".join(WORD.get(char, char) for char in text))
    # the last plane has further code points that are no characters: the two at the end of each
    text = "".join(char for char in text if ord(char) & 0xFFFE != 0xFFFE)
    text = TURNING.sub("", unicodedata.normalize("NFC", text)).removeprefix("\ufeff")
    if not one_line:
        return text
    text = JOINERS.sub("", INVISIBLE.sub("", text))
    return "".join(" " if char in "\n\t" or unicodedata.category(char) == "Zs" else char for char in text)
