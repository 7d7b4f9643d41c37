"""Runs one campaign by its name; scripts/campaign.sh calls this."""

import argparse
import importlib
import sys
from pathlib import Path

from . import daemon

NAMES = ("crash", "burst", "poison", "soak", "fuzz")


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/campaign.sh", description=__doc__)
    parser.add_argument("name", choices=NAMES, help="which campaign")
    name = parser.parse_args(sys.argv[1:2]).name
    campaign = importlib.import_module(f".{name}", __package__)
    parser = argparse.ArgumentParser(prog=f"scripts/campaign.sh {name}", description=campaign.__doc__)
    campaign.arguments(parser)
    parser.add_argument("--program", type=Path, default=daemon.PROGRAM)
    options = parser.parse_args(sys.argv[2:])
    daemon.PROGRAM = options.program.resolve()
    if not daemon.PROGRAM.exists():
        parser.error(f"{daemon.PROGRAM} is missing; run scripts/build.sh")
    return campaign.run(options)


sys.exit(main())
