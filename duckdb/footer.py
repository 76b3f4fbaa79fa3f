"""Turns the library that cargo builds into an extension that DuckDB loads: 534 bytes behind it say what it is.

    python footer.py target/release/libshilu_duckdb.so shilu.duckdb_extension [PLATFORM]

PLATFORM as `PRAGMA platform` says it; linux_amd64 if not given. The layout is that of DuckDB's own
append_extension_metadata.py: a section of WebAssembly, eight fields of 32 bytes from the last to the first, room for a signature.
"""

import pathlib
import sys

FIELDS = ["4", "{platform}", "v1.2.0", "v0.1.0", "C_STRUCT", "", "", ""]


def main():
    library, extension, *platform = sys.argv[1:]
    platform = platform[0] if platform else "linux_amd64"
    head = b"\x00\x93\x04\x10duckdb_signature\x80\x04"
    fields = [field.format(platform=platform).encode().ljust(32, b"\0") for field in reversed(FIELDS)]
    pathlib.Path(extension).write_bytes(pathlib.Path(library).read_bytes() + head + b"".join(fields) + bytes(256))


main()
