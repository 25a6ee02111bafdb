#!/usr/bin/env bash
# intrus beside the programs that one would otherwise take: speed, memory, what they find, what they flag in good French.
#
#   bash benches/peers.sh [--bin target/release/intrus] [--clean FILE] [--seed FILE] [--runs N]
#
# Installs the others first: hunspell and aspell with French (Debian), cspell with its French dictionary (npm), typos, codespell and
# lingua (PyPI). They go into target/peers, but for the packages of Debian. Prints a table in Markdown.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
peers=${CARGO_TARGET_DIR:-target}/peers
mkdir -p "$peers"

if ! command -v hunspell >/dev/null || ! command -v aspell >/dev/null || ! aspell dicts 2>/dev/null | grep -qx fr; then
    [ "$(id -u)" -eq 0 ] || { echo "install hunspell, hunspell-fr, aspell and aspell-fr, or run this as root" >&2; exit 2; }
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends hunspell hunspell-fr aspell aspell-fr >/dev/null
fi
if [ ! -x "$peers/python/bin/lingua-ready" ]; then
    python3 -m venv "$peers/python"
    "$peers/python/bin/pip" install --quiet --disable-pip-version-check typos codespell lingua-language-detector
    ln -s python "$peers/python/bin/lingua-ready"
fi
if command -v npm >/dev/null && [ ! -x "$peers/node_modules/.bin/cspell" ]; then
    npm install --silent --no-fund --no-audit --prefix "$peers" cspell @cspell/dict-fr-fr >/dev/null
fi
exec python3 benches/peers.py --peers "$peers" "$@"
