#!/bin/sh
# Verifies a result token of RetentBase's hosted flow by asking RetentBase. Needs curl, and an API key of the workspace.
# SPDX-License-Identifier: MIT · Copyright (c) 2026 The RetentBase authors
#
#   RETENTBASE_API_KEY=rbk_… RETENTBASE_API_URL=https://api.example.com sh verify-result.sh < token.txt
#
# Prints {"claims":{…},"firstUse":true} and ends with 0: act on it when firstUse is true. Ends with 22 when you must not act on it.
set -eu

# A token has letters, digits, "-", "_" and "."; whatever else came from a browser goes no further.
token=$(cat)
case $token in
'' | *[!A-Za-z0-9._-]*)
  echo 'Result token refused: not a token.' >&2
  exit 22
  ;;
esac

# The key goes in through standard input, so that no list of processes shows it.
printf 'header = "Authorization: Bearer %s"\n' "$RETENTBASE_API_KEY" |
  curl --config - --silent --show-error --fail-with-body --max-time 10 \
    --header 'Content-Type: application/json' \
    --data "{\"token\":\"$token\"}" \
    "$RETENTBASE_API_URL/api/v1/result-tokens/verify"
