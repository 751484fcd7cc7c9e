"""Typst as its command line, made of the Python package `typst`: what `knowns pdf` calls, for a machine where only that is to be had."""

import argparse
import sys
from importlib.metadata import version

import typst

arguments = argparse.ArgumentParser(prog="typst")
# The package follows the versions of Typst itself in the first two numbers.
arguments.add_argument("--version", action="version", version=f"typst {version('typst')}")
command = arguments.add_subparsers(required=True).add_parser("compile")
command.add_argument("--root")
command.add_argument("--ignore-system-fonts", action="store_true")
command.add_argument("--font-path", action="append", default=[])
command.add_argument("--pdf-standard")
command.add_argument("--creation-timestamp", type=int)
command.add_argument("--diagnostic-format")
command.add_argument("document")
command.add_argument("printed")
given = arguments.parse_args()

try:
    printed = typst.compile(
        given.document,
        root=given.root,
        font_paths=given.font_path,
        ignore_system_fonts=given.ignore_system_fonts,
        format="pdf",
        pdf_standards=given.pdf_standard.split(","),
        timestamp=given.creation_timestamp,
    )
except typst.TypstError as error:
    sys.exit(f"{given.document}: error: {error}")
with open(given.printed, "wb") as file:
    file.write(printed)
