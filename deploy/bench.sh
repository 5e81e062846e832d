#!/usr/bin/env bash
# The benchmarks: a table on the screen, JSON under target/bench/. Options: see --help.
. "$(dirname "$0")/build.sh"
exec "$java" -Dslf4j.internal.verbosity=ERROR -cp "$classpath" estiva.system.Bench "$@"
