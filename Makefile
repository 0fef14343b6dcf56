# One verb per task. `make demo` and `make test` are all a newcomer needs.

SWIFT ?= swift
BUILD_FLAGS = --explicit-target-dependency-import-check error

.PHONY: help demo demo-serve test check api-check lint format bench clean prepare simulate
.PHONY: crash chaos proxy races abuse restore instep outside drain soak viewers fuzz
.PHONY: pages-check exports-check terminal-check dist

help:
	@echo 'make demo    build, run the main job on a model city, show the results'
	@echo 'make demo-serve   the same, then its dashboard in your browser until Ctrl-C'
	@echo 'make test    build and run every test'
	@echo 'make pages-check  form and dashboard in a browser: keyboard, no scripts, accessibility'
	@echo 'make terminal-check  filling in on a whole screen, in tmux, in windows of several sizes'
	@echo 'make exports-check  the exports, opened with openpyxl, LibreOffice, poppler and rdflib'
	@echo 'make dist    the agent as tarball and Debian package, with checksums and figures'
	@echo 'make check   lint, then the tests with many more random cases'
	@echo 'make api-check  send generated requests to a real service, compare with the description'
	@echo 'make lint    format and import checks'
	@echo 'make format  bring the sources into the house format'
	@echo 'make simulate SEEDS=100000   faults of network, disks and clocks from seeds; SEED=7 replays one'
	@echo 'make crash EVERY=1   kill both programs at system calls; every Nth of each kind'
	@echo 'make chaos STEP=1    cut connections at every Nth byte, lose acknowledgments'
	@echo 'make proxy   squid, nginx that ends TLS, captive portals'
	@echo 'make races   one response from 64 connections, one code used by 1000 keys'
	@echo 'make abuse   an agent misbehaves; how long the others wait'
	@echo 'make soak MINUTES=30  forty agents on a bad network; memory, descriptors, nothing lost'
	@echo 'make viewers  what 200 viewers of a live follow-up cost ingest'
	@echo 'make fuzz MINUTES=10  invented inputs for the parser of responses'
	@echo 'make restore  an old backup comes back; the agents send again what is missing'
	@echo 'make instep   returns, hand-over by file and renewal with the real programs'
	@echo 'make outside  webhooks over real HTTPS, figures on a port of their own'
	@echo 'make drain   end the service while clients hold connections'
	@echo 'make bench   measure against peers, print one table'
	@echo 'make clean   remove what was built'

# Installs what is missing on a Debian machine; says so first.
prepare:
	@.ci/prepare

# One file each, with the Swift library inside, which Apple's linker does not offer. What is
# measured is built in the same way, so that both share a build.
RELEASE_FLAGS = -c release $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)

demo-serve: DEMO_OPTIONS = --serve
demo demo-serve: prepare
	$(SWIFT) build $(RELEASE_FLAGS) $(BUILD_FLAGS) --product survey-aggregator
	$(SWIFT) build $(RELEASE_FLAGS) $(BUILD_FLAGS) --product survey-agent
	$(SWIFT) build $(RELEASE_FLAGS) $(BUILD_FLAGS) --product demo-city
	@Tests/Demo/run "$$($(SWIFT) build -c release --show-bin-path)" $(DEMO_OPTIONS)

test: prepare
	$(SWIFT) build $(BUILD_FLAGS) --build-tests
	@Tests/Faults/run small
	$(SWIFT) test --skip-build

# Form and dashboard in Debian's Chromium; PAGES_SHOTS=DIR keeps a picture of every page.
pages-check: prepare
	$(SWIFT) build $(BUILD_FLAGS) --product survey-agent
	$(SWIFT) build $(BUILD_FLAGS) --product survey-aggregator
	@Tests/Browser/run "$$($(SWIFT) build --show-bin-path)" \
		$(if $(PAGES_SHOTS),--screenshots $(PAGES_SHOTS))

# The full-screen form in a real terminal.
terminal-check: prepare
	$(SWIFT) build $(BUILD_FLAGS) --product survey-agent
	$(SWIFT) build $(BUILD_FLAGS) --product survey-aggregator
	@Tests/Terminal/run "$$($(SWIFT) build --show-bin-path)"

# Every export against the JSON form; EXPORTS_KEEP=DIR keeps the files.
exports-check: prepare
	$(SWIFT) build $(BUILD_FLAGS) --product survey-agent
	$(SWIFT) build $(BUILD_FLAGS) --product survey-aggregator
	@Tests/Exports/run "$$($(SWIFT) build --show-bin-path)" \
		$(if $(EXPORTS_KEEP),--keep $(EXPORTS_KEEP))

# Small: optimized for size, nothing is exported, what is the same is there once, relocations are packed, and no folder
# is searched for libraries but the system's.
DIST_FLAGS = -c release --static-swift-stdlib --scratch-path .build-dist --disable-local-rpath \
	-Xswiftc -Osize -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker --icf=safe -Xlinker -O2 \
	-Xlinker -z -Xlinker pack-relative-relocs

# What departments install, into .build/dist.
dist: prepare
	$(SWIFT) build $(DIST_FLAGS) $(BUILD_FLAGS) --product survey-agent
	@agent/deploy/dist "$$($(SWIFT) build $(DIST_FLAGS) --show-bin-path)/survey-agent" .build/dist

check: lint prepare
	$(SWIFT) build $(BUILD_FLAGS) --build-tests
	SURVEY_CASES=10000 $(SWIFT) test --skip-build

api-check: prepare
	@Tests/API/check

lint:
	@$(SWIFT) format lint --strict --recursive --parallel \
		Package.swift Sources Tests agent aggregator protocol bench
	@echo 'format: no findings'

format:
	$(SWIFT) format --in-place --recursive --parallel \
		Package.swift Sources Tests agent aggregator protocol bench

# Optimized, so that many seeds take little time; the first build takes long.
SEEDS ?= 1000
FIRST ?= 1
SIMULATION_FLAGS = -c release -Xswiftc -enable-testing --scratch-path .build/simulation

simulate: prepare
	$(SWIFT) build $(SIMULATION_FLAGS) --build-tests
	SURVEY_SIMULATIONS=$(SEEDS) SURVEY_FIRST=$(FIRST) $(if $(SEED),SURVEY_SEED=$(SEED)) \
		$(SWIFT) test $(SIMULATION_FLAGS) --skip-build --filter SimulationTests

# The real programs, disturbed; docs/testing.md says what each proves.
EVERY ?= 1
STEP ?= 1
crash: OPTIONS ?= --every $(EVERY)
chaos: OPTIONS ?= --step $(STEP)

MINUTES ?= 30
soak: OPTIONS ?= --minutes $(MINUTES)

crash chaos proxy races abuse restore instep outside drain soak viewers: prepare
	$(SWIFT) build $(BUILD_FLAGS) --product survey-agent
	$(SWIFT) build $(BUILD_FLAGS) --product survey-aggregator
	@Tests/Faults/run $@ $(OPTIONS)

fuzz: prepare
	@Tests/Fuzz/run $$(( $(MINUTES) * 60 ))

bench: prepare
	@bench/run

clean:
	rm -rf .build bench/.work
