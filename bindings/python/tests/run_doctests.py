#!/usr/bin/env python3
"""Runs the examples of every docstring of the package, and finds public names that have none.

An example is needed by each public class, function, method and property; whatever is inherited unchanged has its
own place. The modules of pandas, Polars and Arrow are run where those are installed."""
import doctest
import importlib
import importlib.util
import inspect
import sys
from typing import Any, Iterator, Tuple

MODULES = ["kto", "kto.columns", "kto.testing"]
OPTIONAL = {"kto.pandas": "pandas", "kto.polars": "polars", "kto.arrow": "pyarrow"}


def public_members(owner: type) -> Iterator[Tuple[str, Any]]:
    for name, value in vars(owner).items():
        if name.startswith("_"):
            continue
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        if inspect.isfunction(value) or isinstance(value, property):
            yield name, value


def objects() -> Iterator[Tuple[str, Any]]:
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        yield module_name, module
        for name in module.__all__:
            value = getattr(module, name)
            yield f"{module_name}.{name}", value
            if inspect.isclass(value):
                for member, function in public_members(value):
                    yield f"{module_name}.{name}.{member}", function


def main() -> int:
    for module_name, needed in OPTIONAL.items():
        if importlib.util.find_spec(needed) is None:
            print(f"did not run: {module_name} ({needed} is not installed)")
        else:
            MODULES.append(module_name)
    parser = doctest.DocTestParser()
    runner = doctest.DocTestRunner(verbose=False)
    missing = []
    for name, value in objects():
        text = inspect.getdoc(value) or ""
        test = parser.get_doctest(text, {}, name, None, 0)
        if not test.examples:
            missing.append(name)
        runner.run(test)
    for name in missing:
        print(f"no example: {name}")
    result = runner.summarize(verbose=False)
    print(f"examples: {result.attempted} run, {result.failed} failed; without one: {len(missing)}")
    return 1 if missing or result.failed or not result.attempted else 0


sys.exit(main())
