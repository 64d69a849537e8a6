#!/usr/bin/env bash
# Builds Rust's standard library for wasm32-unknown-unknown from Debian's rust-src, for a machine
# where rustup can't download it. Usage: tools/wasm-std.sh FOLDER, where the .rlib files go.
#
# The source must be of exactly the compiler's release. Everything happens in a temporary folder,
# with a private apt configuration: nothing is installed on the system.
set -euo pipefail

into=$1
version=$(rustc -vV | sed -n 's/^release: //p')
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
keys=/usr/share/keyrings/debian-archive-keyring.gpg

give_up() {
    echo "wasm-std: $1" >&2
    echo "  Ways out: 'rustup target add wasm32-unknown-unknown' on a machine with a connection and" >&2
    echo "  copy lib/rustlib/wasm32-unknown-unknown of its toolchain here; or use a Rust release that" >&2
    echo "  Debian has as rust-src; for Debian's own rustc: apt-get install libstd-rust-dev-wasm32." >&2
    exit 1
}

command -v apt-get dpkg-deb >/dev/null || give_up "no apt-get here to fetch rust-src $version with"
[ -r "$keys" ] || give_up "no $keys to check Debian's signature with"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists/partial,cache/archives/partial,deb}
for suite in trixie-backports trixie forky sid bookworm-backports; do
    echo "deb [signed-by=$keys] $mirror $suite main"
done >"$work/sources.list"
: >"$work/status"
apt() {
    command "$1" -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$work/lists" -o Dir::State::status="$work/status" \
        -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root "${@:2}"
}

# A suite that is gone or signed with a newer key only makes the choice smaller.
apt apt-get update 2>"$work/apt.log" || true
package=$(apt apt-cache madison rust-src | awk -F'|' -v want="$version" '
    { gsub(/ /, "", $2); short = $2; sub(/[+~-].*/, "", short) }
    short == want { print $2; exit }')
if [ -z "$package" ]; then
    sed 's/^/  /' "$work/apt.log" >&2
    give_up "Debian's suites hold no rust-src $version"
fi
(cd "$work/deb" && apt apt-get download "rust-src=$package")
dpkg-deb -x "$work"/deb/*.deb "$work/src"
library=$work/src/usr/src/rustc-$version/library/sysroot
[ -d "$library" ] || give_up "rust-src $package has no ${library#"$work/src"}"

# RUSTC_BOOTSTRAP lets a stable compiler build its own library; the metadata word keeps its crates
# apart from any other of the same name. The clone's cargo settings must not reach in: run elsewhere.
echo "wasm-std: building the standard library $version (half a minute)"
cd "$work"
env -u CARGO_BUILD_TARGET RUSTC_BOOTSTRAP=1 __CARGO_DEFAULT_LIB_METADATA=zvonok \
    RUSTFLAGS="-Cembed-bitcode=yes -Zforce-unstable-if-unmarked" CARGO_TARGET_DIR="$work/target" \
    cargo build --quiet --release --target wasm32-unknown-unknown \
    --manifest-path "$library/Cargo.toml" --features panic-unwind
mkdir -p "$into"
cp "$work"/target/wasm32-unknown-unknown/release/deps/*.rlib "$into/"
