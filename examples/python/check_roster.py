#!/usr/bin/env python3
"""What is wrong with a school's roster, before it is uploaded. Changes nothing and shows nobody's name.

  check_roster.py FILE [--region 38] [--organisation NAME] [--lang ru|en]

Prints every remark with its place, then what the file turned out to be. Ends with 0 when every row can be taken, with 1
when rows are left out, with 2 when the file is no roster.
"""

from __future__ import annotations

import argparse
import collections
import sys
from typing import Counter, List, Optional

import kto

WORDS = {
    "ru": {"left_out": "строка не годится", "kept": "строка годится", "rows": "Строк", "good": "годных",
           "bad": "не годится", "remarks": "замечаний", "file": "Файл", "unknown": "незнакомых столбцов",
           "none": "Это не список", "most": "Чаще всего"},
    "en": {"left_out": "the row is left out", "kept": "the row is kept", "rows": "Rows", "good": "good",
           "bad": "left out", "remarks": "remarks", "file": "File", "unknown": "unknown columns",
           "none": "This is no roster", "most": "Most often"},
}  # fmt: skip


def main(arguments: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(description="What is wrong with a school's roster.")
    parser.add_argument("file")
    parser.add_argument("--region", help="of rows that state none")
    parser.add_argument("--organisation", help="of rows that state none")
    parser.add_argument("--lang", choices=sorted(WORDS), default="ru")
    asked = parser.parse_args(arguments)
    words = WORDS[asked.lang]
    kinds: Counter[str] = collections.Counter()

    def show(issue: kto.RowIssue) -> None:
        place = f"{issue.line}:{issue.column}" if issue.column else f"{issue.line}"
        kinds[issue.text(asked.lang)] += 1
        print(f"{asked.file}:{place}: {issue.text(asked.lang)} — {words['left_out' if issue.rejected else 'kept']}")

    try:
        # A store in memory: the roster is read and judged as it will be, and then forgotten.
        with kto.open("memory:") as store:
            report = store.import_roster(
                asked.file, region=asked.region, organisation=asked.organisation, on_error=show
            )
    except kto.Error as error:
        at = "" if error.line is None else f":{error.line}"
        print(f"{asked.file}{at}: {words['none']}: {error}", file=sys.stderr)
        return 2
    [shape] = report.files
    print(f"{words['file']}: {shape.format}, {shape.encoding}; {words['unknown']}: {shape.unknown_columns}")
    print(f"{words['rows']}: {report.rows}; {words['good']}: {report.rows - report.rejected}; "
          f"{words['bad']}: {report.rejected}; {words['remarks']}: {sum(kinds.values())}")  # fmt: skip
    for text, count in kinds.most_common(3):
        print(f"{words['most']}: {count} × {text}")
    return 1 if report.rejected else 0


if __name__ == "__main__":
    sys.exit(main())
