# ruff: noqa: T201
"""Copy the few third-party files that Eenplan serves into eenplan/ui/static/vendor.

    npm ci && python vendor.py          copy, and write manifest.json with a sha256 per file
    python vendor.py --check            fail when a committed file differs from the pinned package

The committed files are unmodified; what changes their look is `tokens.css`, which is ours.
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
TARGET = HERE.parent / "eenplan" / "ui" / "static" / "vendor"

ICONS = (HERE / "icons.txt").read_text().split()

FILES = {
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


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest() -> dict:
    pinned = json.loads((HERE / "package.json").read_text())["dependencies"]
    return {
        "packages": pinned,
        "files": {name: sha256(MODULES / source) for name, source in sorted(FILES.items())},
    }


def check() -> int:
    """Compare the committed folder with the pinned packages; print every difference."""
    expected = manifest()
    wrong = []
    if json.loads((TARGET / "manifest.json").read_text()) != expected:
        wrong.append("manifest.json")
    present = {str(path.relative_to(TARGET)) for path in TARGET.rglob("*") if path.is_file()}
    wrong += sorted(present ^ {*expected["files"], "manifest.json"})
    wrong += [
        name
        for name, digest in expected["files"].items()
        if name in present and sha256(TARGET / name) != digest
    ]
    for name in wrong:
        print(f"differs: {name}")
    return 1 if wrong else 0


def copy() -> int:
    shutil.rmtree(TARGET, ignore_errors=True)
    for name, source in FILES.items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, path)
    (TARGET / "manifest.json").write_text(json.dumps(manifest(), indent=1) + "\n")
    print(f"{len(FILES)} files copied to {TARGET.relative_to(HERE.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv[1:] else copy())
