# The checklist after a deployment: what it says is what was seen to work. Needs a shell and curl; REGISTRY is the registry's
# address, KEY an API key of an admin (unset: it is open), AUTHORITY a file with the authority of its certificate, PATIENCE the seconds that a load may take, FILES the file root as it is here. Without FILES the file is an object that
# somebody has put into the bucket.
set -eu

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

credential() {
    if [ -n "${KEY:-}" ]; then
        printf 'header = "Authorization: Bearer %s"\n' "$KEY"
    fi
}

# Prints the answer's body, and fails with it unless the request was granted.
call() {
    # The key by the standard input: what a command is given can be seen by others.
    answer=$(credential | curl -sS --max-time 30 -K - ${AUTHORITY:+--cacert "$AUTHORITY"} -w '\n%{http_code}' \
        -H 'Content-Type: application/json' "$@") || fail "no answer: $*"
    case "${answer##*
}" in
        2??) echo "${answer%
*}" ;;
        *) fail "$* was answered with: $answer" ;;
    esac
}

# One member of a JSON object; enough for numbers and for texts without quotes.
member() {
    sed -n 's/.*"'"$1"'":"\{0,1\}\([^",}]*\).*/\1/p'
}

call "$REGISTRY/api/v1/stats" > /dev/null
echo "ok: the registry is ready: it reaches the database, and the schema is current"

folder=estiva-checklist
name=check.csv
if [ -n "${FILES:-}" ]; then
    name="check-$(date +%s)-$$.csv"
    mkdir -p "$FILES/$folder"
    trap 'rm -f "$FILES/$folder/$name"' EXIT
    printf 'Message\nchecked at %s\n' "$(date)" > "$FILES/$folder/$name"
    echo "ok: the file root can be written"
fi

call -X PUT "$REGISTRY/api/v1/imports/$folder" -d '{
    "target": "DeploymentCheck", "columns": [{"source": "Message", "target": "Message"}], "duplicates": "allow"}' > /dev/null
id=$(call -X POST "$REGISTRY/api/v1/processes" -d '{
    "processName": "'"$folder"'", "importName": "'"$folder"'",
    "files": [{"fileName": "'"$name"'", "directory": "'"$folder"'"}]}' | member processId)
[ -n "$id" ] || fail "the registration was answered without a processId"
echo "ok: registered as process $id"

deadline=$(($(date +%s) + PATIENCE))
while :; do
    status=$(call "$REGISTRY/api/v1/processes/$id" | member status)
    case "$status" in
        Completed)
            break ;;
        Pending | InProgress)
            [ "$(date +%s)" -lt "$deadline" ] || fail "process $id is still $status after $PATIENCE s" ;;
        *)
            fail "process $id is $status: $(call "$REGISTRY/api/v1/processes/$id/files")" ;;
    esac
    sleep 1
done
echo "ok: a worker has loaded it into DeploymentCheck"
