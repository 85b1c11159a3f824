#!/usr/bin/env python3
"""The tests of examples/cpp/portal_backend: run.py PORTAL KTO ROOT [name of a test …]

A real HTTP client against the backend on the loopback, over stores made by the command. No test depends on time:
each waits for a fact."""
import sys
import unittest
from pathlib import Path

if len(sys.argv) < 4:
    sys.exit(__doc__)
sys.path.append(str(Path(__file__).parents[1] / "cli"))
import harness
import portal

portal.PORTAL, harness.KTO, harness.ROOT = (Path(a).resolve() for a in sys.argv[1:4])
loader, here = unittest.TestLoader(), str(Path(__file__).parent)
suite = loader.loadTestsFromNames(sys.argv[4:]) if sys.argv[4:] else loader.discover(here, "test_*.py")
result = unittest.TextTestRunner(verbosity=2).run(suite)
sys.exit(0 if result.wasSuccessful() and result.testsRun else 1)
