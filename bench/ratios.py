#!/usr/bin/env python3
"""Runs kto_bench and prints how many times slower (or faster) than its peer each benchmark is.

Times of one machine mean little on another, and on a busy machine they mean little at all; so no time is
printed, only ratios within one run: benchmark and peer take turns, the ratio is taken repetition by
repetition, and median and spread (min–max) are shown. See bench/README.md.

  bench/ratios.py build/bench/bench/kto_bench
  bench/ratios.py --repetitions 21 --filter '^(fold|compare)/' build/bench/bench/kto_bench
"""
import argparse
import collections
import json
import statistics
import subprocess
import sys

PEER = "peer"  # the benchmark that the others of its group are measured against: "fold/peer", …


def run(binary, repetitions, min_time, pattern):
    """Per item times by repetition: {"fold/kto": [seconds, …], …}."""
    command = [binary, "--benchmark_format=json", f"--benchmark_repetitions={repetitions}",
               f"--benchmark_min_time={min_time}", "--benchmark_enable_random_interleaving=true",
               f"--benchmark_filter={pattern}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(f"kto_bench ended with {done.returncode}")
    if not done.stdout.strip():
        sys.exit("no benchmark matches the filter")
    times = collections.defaultdict(dict)
    for entry in json.loads(done.stdout)["benchmarks"]:
        if entry["run_type"] == "iteration":
            name = entry["run_name"].replace("/real_time", "")
            times[name][entry["repetition_index"]] = 1.0 / entry["items_per_second"]
    return {name: [by_index[i] for i in sorted(by_index)] for name, by_index in times.items()}


def ratios(times):
    """[(name, [ratio, …]), …] by name; a group without its peer is an error."""
    out = []
    for name, values in sorted(times.items()):
        group, _, what = name.partition("/")
        if what == PEER:
            continue
        peer = times.get(f"{group}/{PEER}")
        if peer is None or len(peer) != len(values):
            sys.exit(f"{name}: its peer {group}/{PEER} did not run as often; widen --filter")
        out.append((name, [mine / other for mine, other in zip(values, peer)]))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", help="kto_bench, built with KTO_BENCH=ON in a release build")
    parser.add_argument("--repetitions", type=int, default=11, help="odd numbers have a median (default 11)")
    parser.add_argument("--min-time", type=float, default=0.1, help="seconds a repetition (default 0.1)")
    parser.add_argument("--filter", default=".", help="regular expression over names; must keep the peers")
    options = parser.parse_args()

    found = ratios(run(options.binary, options.repetitions, options.min_time, options.filter))
    if not found:
        sys.exit("nothing but peers matches the filter")
    width = max(len(name) for name, _ in found)
    print(f"time in units of the peer's, {options.repetitions} repetitions")
    print(f"{'benchmark':<{width}}  median  min–max")
    for name, values in found:
        print(f"{name:<{width}}  {statistics.median(values):6.2f}  {min(values):.2f}–{max(values):.2f}")


if __name__ == "__main__":
    main()
