#!/usr/bin/env bash
# How many workers a control database holds: more and more simulated ones, until it no longer keeps up. Options: see --help.
. "$(dirname "$0")/build.sh"
exec "$java" -cp "$classpath" estiva.system.Simulate "$@"
