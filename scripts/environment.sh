# Makes .venv from pinned requirements, only when they changed. Sourced by ./start and ./check (POSIX sh).

say() { printf '%s\n' "$*" >&2; }

# is_fit PYTHON: it runs and is 3.11 or newer (a shim that stands for no Python does not run).
is_fit() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

can_make_environments() { "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; }

# find_python: sets $python, or says what to install and ends.
find_python() {
    lacking=
    for python in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11 python3.14 python; do
        is_fit "$python" || continue
        can_make_environments "$python" && return
        lacking=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    done
    if [ -n "$lacking" ]; then
        say "Python is here, but not its module for environments. Debian and Ubuntu have it in a package:"
        say "    sudo apt-get install $lacking"
    else
        say "Python 3.11 or newer is needed and was not found."
        say "    Debian, Ubuntu:  sudo apt-get install python3 python3-venv"
        say "    macOS:           brew install python@3.13   (or the installer from python.org)"
        say "If it is in an unusual place, name it: PYTHON=/path/to/python3 $0"
    fi
    exit 1
}

# make_environment REQUIREMENTS...: what is installed is remembered as a copy of the file it came from.
make_environment() {
    if ! is_fit .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        find_python
        say "Making an environment in .venv with $("$python" --version) ..."
        "$python" -m venv --clear .venv
    fi
    for requirements in "$@"; do
        cmp -s "$requirements" ".venv/installed-$requirements" && continue
        say "Installing $requirements (once; a few minutes on a slow line) ..."
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$requirements"
        cp "$requirements" ".venv/installed-$requirements"
    done
}
