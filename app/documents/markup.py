"""HTML to the lines a reader sees. Runs in the child process only.

selectolax: a maintained binding of the Lexbor parser, which reads broken HTML as
browsers do. Deep nesting costs it seconds, which is why it is not let into the
server's own process.
"""

from __future__ import annotations

import json

from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = frozenset(
    ("head", "script", "style", "template", "noscript", "svg", "iframe", "object", "select",
     "button", "nav", "footer", "aside", "form", "dialog")
)  # fmt: skip
APART = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "pre"))
"""Elements with a blank line before them."""

LINES = APART | frozenset(
    ("address", "article", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption",
     "header", "hr", "li", "main", "ol", "section", "td", "th", "tr", "ul")
)  # fmt: skip


def read(source: str) -> str:
    """The text of a page or a piece of one; of a job page's own data, where it has some."""
    tree = LexborHTMLParser(source)
    described = _description(tree)
    if described is not None:
        tree = LexborHTMLParser(described)
    root = tree.css_first("main") or tree.body or tree.root
    lines = _Lines()
    if root is not None:
        _walk(root, lines)
    return lines.text()


def _description(tree: LexborHTMLParser) -> str | None:
    """What the page tells search engines about the job, as schema.org has it; None if nothing."""
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict) and item.get("@type") == "JobPosting":
                described = item.get("description")
                if isinstance(described, str):
                    return described
    return None


class _Lines:
    """Lines as they are put together from the words between elements."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._begin = ""

    def say(self, text: str) -> None:
        self._words.append(text)

    def open(self, tag: str | None) -> None:
        self.close(tag)
        if tag == "li":
            self._begin = "- "
        elif tag in APART and self._lines and self._lines[-1] and not self._begin:
            self._lines.append("")

    def close(self, tag: str | None) -> None:
        if tag in LINES:
            self._end()

    def text(self) -> str:
        self._end()
        return "\n".join(self._lines).strip()

    def _end(self) -> None:
        line = " ".join("".join(self._words).split())
        self._words.clear()
        if line:
            self._lines.append(self._begin + line)
            self._begin = ""


def _walk(root: LexborNode, lines: _Lines) -> None:
    """Go through the tree without recursion; pages nest as deep as they like."""
    node: LexborNode | None = root
    while node is not None:
        if node.is_text_node:
            lines.say(node.text_content or "")
        is_seen = node.tag not in UNSEEN and "hidden" not in (node.attributes or ())
        if is_seen:
            lines.open(node.tag)
        if is_seen and node.child is not None:
            node = node.child
            continue
        while node is not None and node.mem_id != root.mem_id and node.next is None:
            lines.close(node.tag)
            node = node.parent
        if node is None or node.mem_id == root.mem_id:
            return
        lines.close(node.tag)
        node = node.next
