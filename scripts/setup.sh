#!/bin/sh
# Build .venv and install Pictoris into it:  scripts/setup.sh [EXTRA]   (EXTRA: test, diffusion, training, or several with commas)
# Needs a Python of 3.11 or newer and nothing else; name another one with PYTHON=/path/to/python.
set -eu

cd "$(dirname "$0")/.."
extra=${1:-}
environment=.venv

fits() { # is this a Python that is new enough?
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

has() { # has this Python that module?
    "$1" -c "import $2" 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-python3 python3.11 python3.12 python3.13 python3.14 python}; do
        if fits "$name"; then
            echo "$name"
            return
        fi
    done
    echo "Pictoris needs Python 3.11 or newer and found none${PYTHON:+ at $PYTHON}." \
        "On Debian 12: apt-get install python3 python3-venv" >&2
    exit 1
}

create() {
    python=$(find_python)
    if has "$python" ensurepip; then
        "$python" -m venv "$environment"
    elif has "$python" pip; then
        # Debian without python3-venv: the system's own pip can fill an environment from outside.
        "$python" -m venv --without-pip "$environment"
        "$python" -m pip --quiet --python "$environment/bin/python" install pip
    else
        echo "$python can build no environment. On Debian 12: apt-get install python3-venv" >&2
        exit 1
    fi
}

if ! fits "$environment/bin/python" || ! has "$environment/bin/python" pip; then
    rm -rf "$environment"
    create
fi

echo "Installing Pictoris into $environment (a minute or two the first time)"
"$environment/bin/python" -m pip install -qq --disable-pip-version-check -e ".${extra:+[$extra]}"
