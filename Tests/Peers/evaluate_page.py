"""Whether a report of `pacs-watch evaluate` is one self-contained page.

    evaluate_page.py PAGE

Prints the number of pictures; a tag without its end, an address outside of the page, a script or a
picture of more than 384 pixels is an error.
"""
import base64
import io
import sys
from html.parser import HTMLParser

from PIL import Image

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []
        self.pictures = 0

    def handle_starttag(self, tag, attributes):
        assert tag not in ("script", "link", "iframe", "object"), tag
        for name, value in attributes:
            assert not name.startswith("on"), name
            if name in ("src", "href"):
                self.picture(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def picture(self, address):
        kind, _, data = address.partition(",")
        assert kind == "data:image/jpeg;base64", kind
        image = Image.open(io.BytesIO(base64.b64decode(data)))
        image.load()
        assert max(image.size) <= 384, image.size
        self.pictures += 1


page = Page()
with open(sys.argv[1], encoding="utf-8") as file:
    page.feed(file.read())
page.close()
assert not page.open, page.open
print(page.pictures)
