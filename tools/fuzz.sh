#!/usr/bin/env bash
# Runs each fuzzer for FUZZ_SECONDS on its corpus, one after the other. What is found lies in
# FOLDER/fuzz/artifacts; what is worth keeping goes into FOLDER/fuzz/corpus with -merge=1, and is
# then replayed by every `cargo test`.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${FUZZ_SECONDS:-60}
target=${FUZZ_TARGET_DIR:-$PWD/target/fuzz}
command -v cargo-fuzz >/dev/null || {
	echo "cargo-fuzz is missing: cargo install cargo-fuzz" >&2
	exit 1
}

# Folder, fuzzer, options of cargo-fuzz. There is no unsafe code of ours for a sanitizer to watch;
# the server is built without optimising, because all of it is built anew.
run() {
	local folder=$1 fuzzer=$2
	shift 2
	echo "== $folder $fuzzer, $seconds s"
	# The same versions as the program.
	cp Cargo.lock "$folder/fuzz/Cargo.lock"
	(
		cd "$folder"
		# What is new goes to a folder of its own: the committed corpus stays as it is.
		mkdir -p "$target/corpus/$fuzzer"
		RUSTFLAGS="--cfg erase_components" cargo +nightly fuzz run --sanitizer none "$@" \
			--target-dir "$target" "$fuzzer" "$target/corpus/$fuzzer" "fuzz/corpus/$fuzzer" -- \
			-max_total_time="$seconds" -max_len=4096 -timeout=120 -rss_limit_mb=1024
	)
}

run crates/asc-timetables timetable
run crates/oneroster tables
run crates/oneroster archive
run crates/sfu signals
run crates/sfu offers
run crates/sfu packets
run server frames --dev
