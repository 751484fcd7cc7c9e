# The commands of whoever works on the tool: `just` lists them. Each is one line of cargo or of a script; none is needed to use it.

# List the commands.
default:
    @just --list

# Build our own briefs.
build:
    cargo run --release -- build

# Run every test, or those whose names contain the words: `just test rules`.
test *words:
    cargo test {{ words }}

# Write every expected file anew; then read the difference as carefully as code.
snapshots *words:
    -SNAPSHOTS=overwrite cargo test --no-fail-fast {{ words }}
    git status --short

# Form and lints, as CI asks for them.
lint:
    cargo fmt
    cargo fmt --manifest-path fuzz/Cargo.toml
    cargo clippy --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items

# Everything that a change must pass, with the pages in a browser; it installs what it needs.
ci:
    .ci/run

# The times of the large project, as ratios to the least that one thread needs.
large *options:
    cargo bench --profile release --bench large -- {{ options }}

# What the steps of views take over two million rows, beside polars (`pip install polars`).
views *options:
    cargo bench --profile release --bench views -- {{ options }}

# The tool as it is released, in target/dist.
dist:
    cargo build --profile dist --locked --features adbc

# How each kind of input grows.
growth *options:
    cargo bench --profile release --bench growth -- {{ options }}

# Licences, sources and bans of what we depend on (`cargo install cargo-deny`).
deny:
    cargo deny check bans licenses sources

# Known faults of what we depend on; reads their list from the network.
advisories:
    cargo deny check advisories

# Take the pictures of the README again.
pictures:
    cd tests/browser && npm install --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error
    node tests/browser/pictures.mjs reports docs/briefs
