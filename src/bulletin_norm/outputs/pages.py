"""Takes the text of an article out of the HTML page around it, by how dense its text is and how few its links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from bulletin_norm.outputs.manifest import day_of


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SKIPPED = _tags("script style noscript template svg iframe select option button textarea object head")
_AROUND = _tags("nav footer aside form menu")
_PARAGRAPHS = _AROUND | _tags("p div h1 h2 h3 h4 h5 h6 section article main header ul ol table blockquote pre dl")
_LINES = _tags("br li tr dt dd hr")
_VOID = _tags("br hr img input meta link area base col embed source track wbr")
_CLOSED_BY = {"p": _PARAGRAPHS, "li": _tags("li"), "tr": _tags("tr"), "td": _tags("td th tr")}
_NAVIGATION = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|footer|foot|sidebar|side|breadcrumbs?|crumbs?|share|comments?|related|recommend|"
    r"copyright|login|banner|toolbar|pagination|pager|advert|ads?|links)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_STOPS = re.compile(r"[，。；、！？]|[.,;!?](?=\s|$)")
_DAY = re.compile(r"20\d\d[-./年]\d{1,2}[-./月]\d{1,2}")
_SITE = re.compile(r"\s*[-_|–—－]{1,2}\s*[^-_|–—－]{1,40}$")

SHORTEST_TEXT = 25
"""From this length on, in letters (a Han character counts as two), a block of text without links is content."""

MOST_LINKS = 0.4
"""The share of a content block's text that may be links."""

KEPT = 0.75
"""The share of all content that the chosen part of the page has to hold."""


class Page(HTMLParser):
    """An HTML page as a tree of blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html")
        self.stack = [self.root]
        self.skipped = 0
        self.meta: dict[str, str] = {}
        self.title = ""
        self._in_title = False

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks where in the page something stands."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {name: value or "" for name, value in attrs} if attrs else {}
        if tag == "meta":
            key = given.get("name") or given.get("property") or ""
            self.meta[key.lower()] = given.get("content", "")
        if tag == "title":
            self._in_title = True
        if tag in _SKIPPED:
            self.skipped += tag != "head"
            return
        if self.skipped:
            return
        if self.stack[-1].tag in _CLOSED_BY:
            for open_tag, closers in _CLOSED_BY.items():
                if tag in closers and self.stack[-1].tag == open_tag:
                    self.stack.pop()
        node = Node(tag, around=tag in _AROUND or (bool(given) and _is_around(given)))
        self.stack[-1].children.append(node)
        if tag not in _VOID and len(self.stack) < 200:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those that were left open in it."""
        if tag == "title":
            self._in_title = False
        if tag in _SKIPPED:
            self.skipped = max(0, self.skipped - (tag != "head"))
            return
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag == tag:
                del self.stack[depth:]
                return

    def handle_data(self, data: str) -> None:
        """Add text."""
        if self._in_title:
            self.title += data
        elif not self.skipped:
            self.stack[-1].children.append(data)


def _is_around(given: dict[str, str]) -> bool:
    """Whether an element's attributes say that it is beside the article: a menu, a footer."""
    hints = " ".join([given[name] for name in ("class", "id", "role") if name in given])
    return bool(hints) and _NAVIGATION.search(hints) is not None


@dataclass
class Node:
    """An element with its children, and how much content it holds."""

    tag: str
    around: bool = False
    children: list[Node | str] = field(default_factory=list)
    content: int = 0


@dataclass
class Block:
    """A run of text that no block element divides."""

    text: str
    gap: str
    links: int
    heading: bool
    path: tuple[int, ...]
    around: bool

    @cached_property
    def size(self) -> int:
        """Its length in letters; a Han character counts as two."""
        if self.text.isascii():
            return len(self.text)
        return len(self.text) + sum(map("\u2e7f".__lt__, self.text))

    @cached_property
    def is_content(self) -> bool:
        """Whether it reads as running text."""
        if self.around or self.links > MOST_LINKS * len(self.text):
            return False
        return self.size >= SHORTEST_TEXT and bool(_STOPS.search(self.text) or self.size >= 3 * SHORTEST_TEXT)


def article_of(html: str) -> tuple[str, str | None, str | None]:
    """The article of a page: its text, its title, and its day of publication, each where the page has one.

    >>> article_of("<ul><li><a href=/>Home</a></ul><h1>News</h1><p>On the 3rd, 2 new cases were found, none died.</p>")
    ('News\\n\\nOn the 3rd, 2 new cases were found, none died.', 'News', None)
    """
    page = Page()
    page.feed(html)
    page.close()
    blocks = list(_Blocks().of(page.root))
    published = next((day for key in _PUBLISHED if (day := day_of(page.meta.get(key)))), None)
    inside = _inside(blocks)
    title = _title(page, blocks)
    chosen = [block for block in blocks if block.path[: len(inside)] == inside and _belongs(block)]
    head = _head(blocks, chosen, title)
    text = _text([*head, *chosen])
    if title and title not in text[: len(title) + 400]:
        text = f"{title}\n\n{text}"
    return text, title, published


_PUBLISHED = ("pubdate", "publishdate", "article:published_time", "og:published_time", "date", "dc.date")


class _Blocks:
    """Walks a tree and cuts it into blocks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links = 0
        self.gap = ""
        self.heading = False

    def of(self, root: Node) -> Iterator[Block]:
        yield from self._walk(root, (), root.around, False)
        yield from self._flush((), False)

    def _walk(self, node: Node, path: tuple[int, ...], around: bool, link: bool) -> Iterator[Block]:
        breaks = node.tag in _PARAGRAPHS or node.tag in _LINES
        if breaks:
            yield from self._flush(path[:-1], around)
            self._widen("\n\n" if node.tag in _PARAGRAPHS else "\n")
            self.heading = node.tag in ("h1", "h2")
        for number, child in enumerate(node.children):
            if isinstance(child, str):
                self.parts.append(child)
                self.links += len(child) if link else 0
            else:
                yield from self._walk(child, (*path, number), around or child.around, link or child.tag == "a")
                if child.tag in ("td", "th"):
                    self.parts.append(" ")
        if breaks:
            yield from self._flush(path, around)
            self._widen("\n\n" if node.tag in _PARAGRAPHS else "\n")
            self.heading = False

    def _widen(self, gap: str) -> None:
        if len(gap) > len(self.gap):
            self.gap = gap

    def _flush(self, path: tuple[int, ...], around: bool) -> Iterator[Block]:
        text = _SPACE.sub(" ", "".join(self.parts)).strip(" ")
        if text:
            yield Block(text, self.gap, self.links, self.heading, path, around)
            self.gap = ""
        self.parts, self.links = [], 0


def _inside(blocks: list[Block]) -> tuple[int, ...]:
    """The path of the smallest element that holds most of the content."""
    content = [block for block in blocks if block.is_content] or [block for block in blocks if not block.around]
    total = sum(block.size for block in content)
    path: tuple[int, ...] = ()
    while True:
        sizes: dict[tuple[int, ...], int] = {}
        for block in content:
            if len(block.path) > len(path) and block.path[: len(path)] == path:
                child = block.path[: len(path) + 1]
                sizes[child] = sizes.get(child, 0) + block.size
        best = max(sizes, key=sizes.__getitem__, default=None)
        if best is None or sizes[best] < KEPT * total or _alone(content, best):
            return path
        path = best


def _alone(content: list[Block], path: tuple[int, ...]) -> bool:
    """Whether a path is a single paragraph: then its parent is the article."""
    return all(block.path == path for block in content if block.path[: len(path)] == path)


def _belongs(block: Block) -> bool:
    return not block.around and block.links <= MOST_LINKS * len(block.text)


def _head(blocks: list[Block], chosen: list[Block], title: str | None) -> list[Block]:
    """The lines between a title above the article and the article: those that give a day."""
    if not chosen or not title:
        return []
    first = next(number for number, block in enumerate(blocks) if block is chosen[0])
    above = next((n for n in range(first - 1, -1, -1) if blocks[n].text == title), None)
    if above is None:
        return []
    return [
        blocks[above],
        *(block for block in blocks[above + 1 : first] if _belongs(block) and _DAY.search(block.text)),
    ]


def _title(page: Page, blocks: list[Block]) -> str | None:
    """The title: the heading that the page's own title begins with, else its first heading, else that title."""
    named = _SPACE.sub(" ", page.meta.get("articletitle") or page.meta.get("og:title") or page.title).strip()
    headings = [block.text for block in blocks if block.heading and not block.around]
    for heading in headings:
        if named and heading in named:
            return heading
    if len(headings) == 1 or (headings and not named):
        return headings[0]
    return _SITE.sub("", named) or None


def _text(blocks: list[Block]) -> str:
    parts: list[str] = []
    for block in blocks:
        parts += ((block.gap or "\n") if parts else "", block.text)
    return "".join(parts)
