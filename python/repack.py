"""Makes a wheel smaller, for whoever downloads it: the same files, deflated with Zopfli.

usage: repack.py WHEEL     (pip install zopflipy)

Every reader of zip files reads it; what takes minutes is writing.
"""

import os
import sys
import zipfile

import zopfli

# What more rounds than these save is not worth their minutes.
ROUNDS = 3


def repack(path: str) -> None:
    smaller = path + ".part"
    with zipfile.ZipFile(path) as old, zopfli.ZipFile(smaller, "w", iterations=ROUNDS) as new:
        for entry in old.infolist():
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(entry))
    with zipfile.ZipFile(smaller) as new:
        broken = new.testzip()
    if broken is not None:
        raise SystemExit(f"{path}: {broken} does not read back")
    os.replace(smaller, path)


if __name__ == "__main__":
    repack(sys.argv[1])
