#!/bin/sh
# Serve on this machine: make a local account with a key on first use, say address and key, keep running.
set -eu

cd "$(dirname "$0")/.."
ask() {
    .venv/bin/python -c "from pictoris.settings import read; print(read().$1)"
}

data=$(ask data)
key_file=$data/local-key
address=$(ask base_url)

mkdir -p "$data"
if [ ! -s "$key_file" ]; then
    (umask 077 && .venv/bin/pictoris keys create local@example.com --credits 100000 >"$key_file.new")
    mv "$key_file.new" "$key_file"
fi

cat <<TEXT
Pictoris   $address
API docs   $address/docs
API key    $(cat "$key_file")
TEXT
exec .venv/bin/pictoris serve
