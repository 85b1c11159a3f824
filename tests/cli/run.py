#!/usr/bin/env python3
"""The tests of the command: run.py KTO ROOT [--write-golden] [name of a test …]

Each file test_*.py beside this one is plain unittest; harness.py runs the command. --write-golden writes
what the command prints now into golden/ instead of comparing (look at the difference before committing it)."""
import sys
import unittest
from pathlib import Path

import harness

arguments = [a for a in sys.argv[1:] if a != "--write-golden"]
if len(arguments) < 2:
    sys.exit(__doc__)
harness.KTO, harness.ROOT = Path(arguments[0]).resolve(), Path(arguments[1]).resolve()
harness.WRITE_GOLDEN = "--write-golden" in sys.argv

loader, here = unittest.TestLoader(), str(Path(__file__).parent)
suite = loader.loadTestsFromNames(arguments[2:]) if arguments[2:] else loader.discover(here, "test_*.py")
result = unittest.TextTestRunner(verbosity=2).run(suite)
for case, why in result.skipped:
    print(f"not run: {case.id()}: {why}")
sys.exit(0 if result.wasSuccessful() and result.testsRun else 1)
