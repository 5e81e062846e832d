#!/usr/bin/env bash
# Estiva in one command: three services load sample files of several clients. Options: see --help.
. "$(dirname "$0")/build.sh"
exec "$java" -cp "$classpath" estiva.system.Demo "$@"
