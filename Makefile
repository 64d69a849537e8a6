# `make help` tells what there is. Needs only cargo; tools/setup.sh brings the rest.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run build check test e2e e2e-network fmt fuzz licences sqlx site server-dev site-dev

# On a CI machine every clone is new: dependencies compiled for the last one are kept outside it.
ifndef CARGO_TARGET_DIR
ifdef CI
export CARGO_TARGET_DIR := $(HOME)/.cache/zvonok/target
endif
endif
TARGET := $(or $(CARGO_TARGET_DIR),target)

# Queries are checked against the stored .sqlx, not against a live database.
export SQLX_OFFLINE := true
# It would replace the flags in .cargo/config.toml, and the page would not fit the server.
unexport RUSTFLAGS

# The page's crates are built for wasm only: with them the server's half of the application would be
# compiled a second time, as both halves at once.
OURS := --workspace --exclude zvonok-frontend-door --exclude zvonok-frontend-journal \
	--exclude zvonok-frontend-messenger --exclude zvonok-frontend-office \
	--exclude zvonok-frontend-call

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

run: build ## build for real use, then serve the demo school
	./dist/zvonok serve --demo

build: setup site ## build for real use: dist/zvonok, one file with the page inside
	cargo build --release -p zvonok
	@mkdir -p dist
	@cmp -s $(TARGET)/release/zvonok dist/zvonok || install -m 755 $(TARGET)/release/zvonok dist/zvonok

check: setup licences ## formatting, lints, licences
	@mkdir -p dist/site
	cargo fmt --all -- --check
	cargo clippy $(OURS) --all-targets -- -D warnings
	cargo clippy -p zvonok-frontend-journal -p zvonok-frontend-door -p zvonok-frontend-messenger -p zvonok-frontend-office -p zvonok-frontend-call --target wasm32-unknown-unknown -- -D warnings

licences: ## may we ship every crate? (deny.toml)
	@if command -v cargo-deny >/dev/null; then cargo deny check licenses bans sources; \
	else cargo run -q -p zvonok-site --bin licences; fi

test: ## everything CI checks, with the time of each stage
	@bash tools/stages.sh \
		setup 'bash tools/setup.sh --tests' \
		check '$(MAKE) -s check' \
		tests 'cargo test $(OURS)' \
		page '$(MAKE) -s site-dev' \
		server '$(MAKE) -s server-dev' \
		e2e '$(MAKE) -s e2e-run' \
		network '$(MAKE) -s e2e-network-run'

e2e: ## end-to-end tests only; ARGS= goes to Playwright
	@bash tools/setup.sh --tests
	@$(MAKE) -s site-dev server-dev e2e-run

e2e-network: ## calls on bad lines, in Firefox, with LiveKit's client; ARGS= goes to Playwright
	@bash tools/setup.sh --tests
	@$(MAKE) -s site-dev server-dev e2e-network-run

fmt: ## format all Rust code
	cargo fmt --all

fuzz: ## each fuzzer for FUZZ_SECONDS (60); needs cargo-fuzz and a nightly compiler
	@bash tools/fuzz.sh

setup:
	@bash tools/setup.sh

site:
	cargo run -q -p zvonok-site -- --release

site-dev:
	cargo run -q -p zvonok-site

server-dev:
	cargo build -p zvonok

# The tests find the server in ZVONOK_BIN and the browser in CHROMIUM.
.PHONY: e2e-run e2e-network-run
e2e-run e2e-network-run: export ZVONOK_BIN := $(abspath $(TARGET))/debug/zvonok
e2e-run:
	@cd end2end && export CHROMIUM="$$(bash ../tools/chromium.sh)"; \
		npx playwright test --pass-with-no-tests --project=phone --project=desktop $(ARGS) \
		&& npx playwright test --pass-with-no-tests --project='calls-*' --workers=1 $(ARGS)

e2e-network-run:
	@cd end2end && CHROMIUM="$$(bash ../tools/chromium.sh)" \
		OUTSIDE_PYTHON="$$(bash ../tools/outside.sh || true)" \
		bash ../tools/network.sh npx playwright test -c network.config.ts $(ARGS)

sqlx: export SQLX_OFFLINE := false
sqlx: ## renew .sqlx after a change to a query or a migration
	@mkdir -p dist && rm -f dist/schema.sqlite* crates/storage-sqlite/.sqlx/*.json
	cargo run -q -p zvonok-schema -- dist/schema.sqlite
	@touch crates/storage-sqlite/src/lib.rs
	DATABASE_URL="sqlite://$(CURDIR)/dist/schema.sqlite" \
		SQLX_OFFLINE_DIR="$(CURDIR)/crates/storage-sqlite/.sqlx" \
		cargo check -p zvonok-storage-sqlite
	@ls crates/storage-sqlite/.sqlx | wc -l

# --- Load (docs/bench.md) ---
# ARGS= goes to zvonok-bench: ARGS="--minutes 1" for a quick look.
.PHONY: bench bench-calls bench-tools
bench: build bench-tools ## speed under load, beside the limit of this machine: a table and JSON
	$(TARGET)/release/zvonok-bench all --cache $(TARGET)/bench --json $(TARGET)/bench/bench.json \
		--also "import=node tools/bench/import.mjs dist/zvonok $(TARGET)/release/examples/region" \
		--also "pages=CHROMIUM=$$(bash tools/chromium.sh) node end2end/bench/pages.mjs" $(ARGS)

bench-calls: ## calls under load: a table and JSON
	cargo build --release -p zvonok-bench
	cargo build --release -p zvonok-sfu --example room
	$(TARGET)/release/zvonok-bench calls --unit $(TARGET)/release/examples/room \
		--json $(TARGET)/bench/calls.json $(ARGS)

bench-tools:
	@bash tools/setup.sh --bench
	cargo build --release -p zvonok-bench
	cargo build --release -p zvonok-demo-school --example region
