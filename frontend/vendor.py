# ruff: noqa: T201
"""Copy the few third-party files that Eenplan uses into the repository.

    npm ci && python vendor.py          copy, and write manifest.json with a sha256 per file
    python vendor.py --check            fail when a committed file differs from the pinned package

What the pages use goes to eenplan/ui/static/vendor, the fonts of the letters to eenplan/ui/letters/fonts, what only the
browser tests use to tests/vendor.
The committed files are unmodified; what changes their look is `tokens.css`, which is ours.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
ROOT = HERE.parent

ICONS = (HERE / "icons.txt").read_text().split()

SERVED = {
    "ams/ams.css": "@amsterdam/design-system-css/dist/index.css",
    "ams/LICENSE.md": "@amsterdam/design-system-css/LICENSE.md",
    "htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx/LICENSE": "htmx.org/LICENSE",
    "source-sans-3/LICENSE": "@fontsource/source-sans-3/LICENSE",
    "tabler/LICENSE": "@tabler/icons/LICENSE",
    **{
        f"source-sans-3/{subset}-{weight}.woff2": (
            f"@fontsource/source-sans-3/files/source-sans-3-{subset}-{weight}-normal.woff2"
        )
        for subset in ("latin", "latin-ext")
        for weight in (400, 600, 700)
    },
    **{f"tabler/{icon}.svg": f"@tabler/icons/icons/outline/{icon}.svg" for icon in ICONS},
}
TESTING = {
    "axe-core/axe.min.js": "axe-core/axe.min.js",
    "axe-core/LICENSE": "axe-core/LICENSE",
}
#: what letters are set in when the first font has no such character: the scripts of the people we write to
SCRIPTS = [
    "Sans", "SansArabic", "SansArmenian", "SansBengali", "SansDevanagari", "SansEthiopic", "SansGeorgian", "SansGujarati",
    "SansGurmukhi", "SansHebrew", "SansKannada", "SansKhmer", "SansKR", "SansLao", "SansMalayalam", "SansMyanmar", "SansSC",
    "SansSinhala", "SansSymbols", "SansSymbols2", "SansTamil", "SansTelugu", "SansThaana", "SansThai", "SerifTibetan", "Emoji",
]  # fmt: skip


def package_of(font: str) -> str:
    """SansSymbols2 → @expo-google-fonts/noto-sans-symbols-2"""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|\d", font)
    return "@expo-google-fonts/" + "-".join(["noto", *words]).lower()


LETTERS = {f"Noto{font}.ttf": f"{package_of(font)}/400Regular/Noto{font}_400Regular.ttf" for font in SCRIPTS} | {
    "LICENSE": f"{package_of('Sans')}/LICENSE_FONT"
}
FOLDERS = {
    ROOT / "eenplan" / "ui" / "static" / "vendor": SERVED,
    ROOT / "eenplan" / "ui" / "letters" / "fonts": LETTERS,
    ROOT / "tests" / "vendor": TESTING,
}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest(files: dict[str, str]) -> dict:
    package = json.loads((HERE / "package.json").read_text())
    pinned = {**package["dependencies"], **package["devDependencies"]}
    return {
        "packages": {
            name: version for name, version in pinned.items() if any(f"{name}/" in path for path in files.values())
        },
        "files": {name: sha256(MODULES / source) for name, source in sorted(files.items())},
    }


def differences(folder: Path, expected: dict) -> list[str]:
    """The files in which a committed folder differs from the pinned packages."""
    wrong = [] if json.loads((folder / "manifest.json").read_text()) == expected else ["manifest.json"]
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    wrong += sorted(present ^ {*expected["files"], "manifest.json"})
    return wrong + [
        name for name, digest in expected["files"].items() if name in present and sha256(folder / name) != digest
    ]


def check() -> int:
    wrong = [folder / name for folder, files in FOLDERS.items() for name in differences(folder, manifest(files))]
    for path in wrong:
        print(f"differs: {path.relative_to(ROOT)}")
    return 1 if wrong else 0


def copy() -> int:
    for folder, files in FOLDERS.items():
        shutil.rmtree(folder, ignore_errors=True)
        for name, source in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(MODULES / source, path)
        (folder / "manifest.json").write_text(json.dumps(manifest(files), indent=1) + "\n")
        print(f"{len(files)} files copied to {folder.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv[1:] else copy())
