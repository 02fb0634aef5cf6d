# The commands of the house: `make` lists them. CI calls only these.
.NOTPARALLEL:
.DELETE_ON_ERROR:

PORT ?= 8000
ONLY ?=
BENCH_N ?= 200
LIGHTHOUSE_ROUNDS ?= 3
BENCH_ROUNDS ?= 3
BENCH_GROWTH ?=
BENCH_ONLY ?=
BENCH_LIMIT ?= 900
BENCH_FOLDER ?=
BENCH_EXTRAS ?=
BENCH_RESUME ?=
BENCH_TAGGED ?= 2000
FUZZ_COUNT ?= 20000
FORMAT ?= text
HOURS ?= 3
KILLS ?= 200
SEQUENCES ?= 200
SEQUENCES_FIRST ?= 1
FUZZ_SEED ?= 1
RELATED_DATA ?=
BIN := .venv/bin
# A file of tests stays in one process, since its tests share sites; those that take longest come first (tests/conftest.py), not those with most tests.
# One process more than there are cores works while another waits: for a server, a disk, a line that is broken off.
ON_ALL_CORES = -n $$(( $$($(BIN)/python -c "import os; print(os.cpu_count() or 1)") + 1 )) --dist loadfile --no-loadscope-reorder
# The tests are kept as they were compiled, also where Python is told to keep nothing (PYTHONDONTWRITEBYTECODE): to compile them takes each process ten seconds.
test check: export PYTHONDONTWRITEBYTECODE :=

# An environment knows the folder it was made in; one that was copied here with its folder would run the old folder's code.
MOVED := $(shell test ! -e .venv/place || test "$$(cat .venv/place)" = "$$(pwd)" || echo moved)

.PHONY: stories due kills sequences help html serve edit publish rollback test check sheet pictures components bench tagbench relatedbench fuzz lighthouse catalogues docs clean moved

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

html: .venv/.site ## build content/ into output/, for reading on this machine
	@$(BIN)/newsroom build
	@echo "The site is in output/: \`make serve\` shows it on http://127.0.0.1:$(PORT)/"

serve: .venv/.site ## show the site on http://127.0.0.1:8000 (PORT=), in step with every change
	@$(BIN)/newsroom serve --port $(PORT)

edit: .venv/.site ## make serve with the editor beside it, on http://127.0.0.1:8000/admin/ (PORT=)
	@tools/bootstrap edit
	@$(BIN)/newsroom edit --port $(PORT)

publish: .venv/.site ## check, build with publishconf.py into a new folder, audit it, then swap it in; SITEURL= names the public address
	@$(BIN)/newsroom publish

rollback: ## put back the site as it was before the last publish
	@$(BIN)/newsroom rollback

stories: .venv/.site ## name every problem of the stories (FORMAT=github notes each at its line)
	@$(BIN)/newsroom check --format $(FORMAT)

due: .venv/.site ## what became public in the last hours (HOURS=3); prints nothing where no build is due
	@$(BIN)/newsroom due --past $(HOURS)

test: .venv/.dev ## all the tests, those in a browser included
	@$(BIN)/python -m pytest $(ON_ALL_CORES)

check: .venv/.dev ## what CI runs: lint, format, spelling, types, the demo's stories, its audit, all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell *.md docs content plugins/*/README.md
	$(BIN)/mypy
	$(BIN)/newsroom check
	$(BIN)/newsroom build -s publishconf.py -o output.audit
	$(BIN)/newsroom audit output.audit --content content
	rm -rf output.audit
	$(BIN)/python -m pytest $(ON_ALL_CORES)

sheet: .venv/.dev ## pictures of every type of page, narrow and wide, light and dark, in screenshots/ (ONLY= names some)
	@$(BIN)/python -m tests.browser.contact_sheet --only "$(ONLY)"

pictures: .venv/.dev ## pictures of the demo for readers of the documents, and the page of docs/ that shows them
	@$(BIN)/python -m tests.browser.pictures_page

components: .venv/.dev ## pictures of every component of the theme, and the page of docs/ that shows them
	@$(BIN)/python -m tests.browser.component_pictures

bench: .venv/.dev ## how fast a site is built, by us, Hugo, Eleventy and stock Pelican in one run, as ratios (BENCH_N= articles, BENCH_ROUNDS=, BENCH_GROWTH=1000,2000,5000): benchmarks/results/
	@tools/bootstrap bench
	@$(BIN)/python -m benchmarks.speed --articles $(BENCH_N) --rounds $(BENCH_ROUNDS) --growth "$(BENCH_GROWTH)" --only "$(BENCH_ONLY)" --limit $(BENCH_LIMIT) $(if $(BENCH_FOLDER),--folder "$(BENCH_FOLDER)") $(if $(BENCH_EXTRAS),--extras) $(if $(BENCH_RESUME),--resume)

tagbench: .venv/.dev ## what 1,500 tags cost (BENCH_TAGGED= stories)
	@$(BIN)/python benchmarks/taxonomy.py --stories $(BENCH_TAGGED)

relatedbench: .venv/.dev ## our related stories against those of others (RELATED_DATA= folder of judged sets)
	@$(BIN)/python benchmarks/related.py --data "$(RELATED_DATA)"

sequences: .venv/.dev ## hold builds that go on from the last one against clean ones, over so many random sequences of edits (SEQUENCES=, SEQUENCES_FIRST= number of the first)
	@$(BIN)/python -m tests.incremental.long_run --sequences $(SEQUENCES) --first $(SEQUENCES_FIRST)

catalogues: .venv/.dev ## give the catalogues an entry for each word of theme and plugins, to be filled in by somebody who speaks the language
	@$(BIN)/python tools/catalogues.py

lighthouse: .venv/.dev ## Lighthouse on the demo as a phone sees it, served compressed by Caddy: each page three times (LIGHTHOUSE_ROUNDS=)
	@tools/bootstrap lighthouse
	@$(BIN)/python benchmarks/lighthouse.py --rounds $(LIGHTHOUSE_ROUNDS)

fuzz: .venv/.dev ## read, check and build thousands of bent files; ends with 1 at the first that raises, hangs or is lost (FUZZ_COUNT=, FUZZ_SEED=)
	@$(BIN)/python tests/fuzz/run.py --count $(FUZZ_COUNT) --seed $(FUZZ_SEED)

kills: .venv/.dev ## kill `newsroom publish` at random moments and look at what readers see (KILLS=200)
	@$(BIN)/python -m tests.publishing.kills --count $(KILLS)

docs: .venv/.site ## the documents as a site, built by Newsroom itself, in docs/output/
	@$(BIN)/python docs/site/make.py
	@echo "The documents are in docs/output/: open docs/output/index.html"

clean: ## take away what was built; .venv and the published copies stay
	rm -rf output output.new output.audit docs/output build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis screenshots
	find plugins tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The environment: made once, and again when a lock changes ---------------------------------------------------------

.venv/.site: requirements.lock pyproject.toml tools/bootstrap $(MOVED)
	@tools/bootstrap site

.venv/.dev: requirements-dev.lock tests/comments/isso.lock tests/publishing/moto.lock tests/node/package-lock.json plugins/editor/npm/package-lock.json plugins/editor/npm/decap-cms.json pyproject.toml tools/bootstrap $(MOVED)
	@tools/bootstrap dev
