#!/usr/bin/env bash
# Makes the files anew that are made from others: the values in the chart's README, and what kustomize takes from the chart.
# `mvn verify` fails when they are not what this would make of them.
cd "$(dirname "$0")/.." || exit 1
exec mvn -q -B -pl helm test -Dtest='ReadmeTest,KustomizeTest#theGenerated*' -Destiva.generate=true
