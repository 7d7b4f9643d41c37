"""Makes Tests/Models/pictures: a grey JPEG with a bright square, and one in CMYK inks.

    python Tests/Peers/imaging_make_pictures.py Tests/Models/pictures
"""
import sys
from pathlib import Path

from PIL import Image

folder = Path(sys.argv[1])
square = Image.new("L", (24, 16), 128)
square.paste(250, (8, 4, 16, 12))
square.save(folder / "square.jpg", quality=95)
Image.new("CMYK", (16, 16), (10, 20, 30, 40)).save(folder / "inks.jpg", quality=90)
