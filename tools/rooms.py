"""The folders of tests that a change in a room may break: its own, and those of the later rooms that import it.

python tools/rooms.py ROOM
"""

import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).parent.parent


def rooms(room: str) -> list[str]:
    """The room and those that use it, in alphabetical order; fails on a name that is no room."""
    graph = grimp.build_graph("eenplan")
    if f"eenplan.{room}" not in graph.modules:
        raise SystemExit(f"{room!r} is no room: see ARCHITECTURE.md")
    own = {f"eenplan.{room}"} | graph.find_descendants(f"eenplan.{room}")
    users = {user.split(".")[1] for module in own for user in graph.find_modules_that_directly_import(module)}
    return sorted(users | {room})


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("which room? make test-room ROOM=plans")
    print(*(folder for name in rooms(sys.argv[1]) if (folder := ROOT / "tests" / name).is_dir()))
