"""Pages read as a browser reads them, with every parse error an error."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib


def page(text: str) -> Element:
    """The root of a whole page; raises on malformed markup."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(text)
    return root


def fragment(text: str) -> Element:
    """A root around what a fragment holds; raises on malformed markup."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parseFragment(text)
    return root


def every(root: Element, tag: str, **attributes: str) -> list[Element]:
    return [e for e in root.iter(tag) if all(e.get(k) == v for k, v in attributes.items())]


def only(root: Element, tag: str, **attributes: str) -> Element:
    """The one such element; raises where there is none or more than one."""
    (found,) = every(root, tag, **attributes)
    return found


def by_id(root: Element, name: str) -> Element:
    (found,) = (e for e in root.iter() if e.get("id") == name)
    return found


def has_id(root: Element, name: str) -> bool:
    return any(e.get("id") == name for e in root.iter())


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def actions(root: Element) -> list[str]:
    """Where the forms go, without the session."""
    return [form.get("action", "").rpartition("/")[2] for form in root.iter("form")]
