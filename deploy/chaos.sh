#!/usr/bin/env bash
# Harms running services at random and reckons up every row. Options: see --help.
. "$(dirname "$0")/build.sh"
exec "$java" -cp "$classpath" estiva.system.Chaos "$@"
