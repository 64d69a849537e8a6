#!/usr/bin/env bash
# Gets this machine ready to build Zvonok: tools/setup.sh [--tests | --bench]
#
# Installs what is missing and says why; says nothing when all is there. `--tests` adds the browser
# and the packages that the end-to-end tests drive it with, `--bench` those that `make bench` does.
set -euo pipefail
cd "$(dirname "$0")/.."

packages= why=
case "${1-}" in
'') ;;
--tests) packages=end2end why="Playwright drives the browser in the end-to-end tests" ;;
--bench) packages=end2end/bench why="Lighthouse judges the pages" ;;
*) echo "usage: tools/setup.sh [--tests | --bench]" >&2 && exit 2 ;;
esac

say() { echo "setup: $*"; }
fail() {
    echo "setup: $1" >&2
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}
has() { command -v "$1" >/dev/null; }

# debian WHY PACKAGE...: by apt as root; else says what to type.
updated=false
debian() {
    local why=$1
    shift
    has apt-get || fail "$why: please install it ($* on Debian), then run this again."
    [ "$(id -u)" = 0 ] || fail "$why. Please run, then try again:" "sudo apt-get install -y $*"
    say "$why: installing $*"
    # Some other source on the machine may be down; the install tells whether it mattered.
    $updated || apt-get update -qq >/dev/null 2>&1 || true
    updated=true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        fail "apt-get could not install $*"
}

# --- Rust ---
least=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
has cargo && has rustc || fail "no Rust here. Install $least or newer from https://rustup.rs" \
    "(curl --proto '=https' -sSf https://sh.rustup.rs | sh), then run this again."
version=$(rustc -vV | sed -n 's/^release: //p')
[ "$(printf '%s\n' "$least" "$version" | sort -V | head -n 1)" = "$least" ] ||
    fail "Rust $version is too old, $least is needed: rustup update stable"

# rustup does not list a standard library that we built ourselves: look at the folder.
wasm=$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib
wasm_ready() { compgen -G "$wasm/libstd-*.rlib" >/dev/null; }
if ! wasm_ready; then
    say "Rust's standard library for the browser (wasm32-unknown-unknown) is missing: adding it"
    if has rustup; then
        timeout 300 rustup target add wasm32-unknown-unknown >/dev/null 2>&1 || true
    fi
    if ! wasm_ready; then
        say "rustup can't download it here: building it from Debian's rust-src $version"
        [ -w "$(rustc --print sysroot)" ] || fail "$(rustc --print sysroot) is not yours to write to." \
            "Use rustup's Rust, or for Debian's: sudo apt-get install libstd-rust-dev-wasm32"
        bash tools/wasm-std.sh "$wasm"
    fi
fi

# --- C, for SQLite ---
has make || debian "make runs the build" make
has cc || debian "SQLite is built with a C compiler" gcc libc6-dev

# --- npm: esbuild (styles, glue script) and binaryen (wasm-opt) ---
node_new() { has node && [ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ]; }
if ! node_new || ! has npm; then
    if has node && ! node_new; then
        fail "Node.js $(node -v) is too old, 20 or newer is needed: https://nodejs.org"
    fi
    debian "Node.js runs the tools that bundle the page" nodejs npm
    node_new || fail "this system's Node.js is $(node -v), 20 or newer is needed: https://nodejs.org"
fi

# npm_ci FOLDER WHY: only when the lock is not the one that was installed.
npm_ci() {
    cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock" && return
    say "$2: npm ci in $1"
    (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >/dev/null) ||
        fail "npm could not install the packages of $1/package-lock.json"
    cp "$1/package-lock.json" "$1/node_modules/.installed-lock"
}
npm_ci . "esbuild and wasm-opt make the page small"

# --- The browser ---
if [ -n "$packages" ]; then
    npm_ci "$packages" "$why"
    bash tools/chromium.sh >/dev/null || debian "pages are looked at with a browser" chromium
    bash tools/chromium.sh >/dev/null || fail "still no browser: set CHROMIUM to a Chromium or Chrome"
fi

# --- What calls are tested with: lines that are bad, another browser, somebody else's client ---
# wish WHY PACKAGE...: as `debian`, but an ordinary user does without, and the tests of it are skipped.
wish() {
    if [ "$(id -u)" = 0 ]; then debian "$@"; else say "$1: skipped. To have it: sudo apt-get install -y ${*:2}"; fi
}
if [ "${1-}" = --tests ]; then
    has ip && has unshare || wish "Calls are tested on bad lines" iproute2 util-linux
    has "${FIREFOX:-firefox-esr}" || wish "Calls are tested in Firefox" firefox-esr
    python3 -c 'import venv, ensurepip' 2>/dev/null || wish "Calls are tested with LiveKit's client for Python" python3-venv
    ! python3 -c 'import venv, ensurepip' 2>/dev/null || bash tools/outside.sh >/dev/null ||
        fail "pip could not install end2end/outside/requirements.txt; Python 3.11 or newer is needed"
fi
