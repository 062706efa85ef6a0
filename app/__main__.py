"""`python -m app` in a checkout, `viva` where the program is installed.

Each worker of a server loads this module before it can say that it lives, so no more is
loaded here than a command needs that was given.
"""

from __future__ import annotations


def main() -> None:
    from app.main import main  # noqa: PLC0415, see above

    main()


if __name__ == "__main__":
    main()
