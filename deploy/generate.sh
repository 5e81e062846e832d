#!/usr/bin/env bash
# Writes the files that are made from others: docs/configuration.md, the values in the chart's README, and what kustomize takes
# from the chart.
# `mvn verify` fails when they are not what this would make of them.
cd "$(dirname "$0")/.." || exit 1
exec mvn -q -B -pl system-tests,helm -am test -Dtest='ConfigurationPageTest,ReadmeTest,KustomizeTest#theGenerated*' \
    -Dsurefire.failIfNoSpecifiedTests=false -Destiva.generate=true
