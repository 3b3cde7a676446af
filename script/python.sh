# Sourced by the commands beside it: goes to the repository's folder and names a Python in $PYTHON.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

for PYTHON in .venv/bin/python python3 python3.13 python3.12 python3.11 python3.14 python ""; do
  [ -n "$PYTHON" ] || break
  "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && break
done

if [ -z "$PYTHON" ]; then
  found=$(python3 -V 2>/dev/null || echo "no python3")
  echo "$0 needs Python 3.11 or newer, and found $found. Install python3.11 or newer, then run $0 again." >&2
  exit 1
fi
