# The names that the project uses for its chores; `just` lists them.

_default:
    @just --list --unsorted

# Run the bot; .env holds its token
dev:
    cargo run --locked -- run

# Rehearse a course without Discord: `just rehearse --auto`
rehearse *options:
    cargo run --locked -- rehearse {{ options }}

# Format, lints and courses: the quick part of CI
check:
    cargo fmt --check
    cargo clippy --all-targets --locked -- -D warnings
    cargo clippy --test chaos --locked -- -D warnings
    cargo run --locked -- course check

# All tests, or those whose name holds a text
test *names:
    cargo test --locked {{ names }}

# How well doubts are understood: `just eval doubts` prints the table of docs/development.md
eval what="doubts":
    cargo test --locked --test {{ what }} -- --nocapture evaluation

# Learn anew from the labelled sentences what understanding doubts needs (about half an hour)
learn:
    cargo run --locked --profile measure --example fit_doubts

# Kill, cut off and confuse the bot 200 times, and see that nothing is lost (about 16 minutes)
chaos:
    CHAOS_KILLS=200 cargo test --locked --test chaos -- --nocapture

# Bring .sqlx up to date after a query or a migration changed
prepare:
    bash .ci/prepare

# Time and memory of long logs: `just bench report` (the first time it builds for some minutes)
bench what:
    cargo bench --locked --profile measure --bench {{ what }}

# Make the sample report in docs/ anew
sample:
    for format in md pdf png; do cargo run --locked -- analyze tests/scenarios/sample.jsonl --names tests/scenarios/sample-names.json --audience moderator --time-zone America/Bogota --language es --format $format --out docs/informe-de-ejemplo.$format; done

# Look at snapshots that changed, and accept or reject each (needs cargo-insta)
review:
    cargo insta review

# The documentation of the code, in a browser
doc:
    cargo doc --no-deps --locked --open

# Everything that CI checks
ci:
    bash .ci/run
