# Lindung. `make` alone lists what can be made; every target works from a fresh clone.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PREFIX ?= /usr/local
DEMO_OUT ?= demo-out
# lint and test build with the same flags, so that what one has built serves the other.
BUILD_FLAGS := --quiet --explicit-target-dependency-import-check error
FORMATTED := Sources Plugins Tests docs/examples Package.swift Benchmarks/Package.swift Benchmarks/Sources
# How many inputs each fuzz target is given.
FUZZ_RUNS ?= 1000000

.PHONY: help deps build deb deb-test demo test accountant forms formats crash crash-test afternoon collectors fuzz sanitize lint format docs bench spark contract hostile load-test install clean

help: ## Lists the targets.
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## /\1\t/p' Makefile | while IFS=$$'\t' read -r target text; do \
	    printf '  make %-10s %s\n' "$$target" "$$text"; done

deps: ## Installs the system libraries that are missing (Debian and Ubuntu; sudo where not root).
	@.ci/install-system-packages

build: deps ## Builds the program for use (release).
	@echo "Building (release; the first time takes some minutes)"
	swift build -c release --quiet --product lindung
	echo "Built: $$(swift build -c release --show-bin-path)/lindung"

demo: build ## Runs the main job on shipped files; says what it made and where to look.
	@"$$(swift build -c release --show-bin-path)/lindung" demo --out "$(DEMO_OUT)"

test: deps ## Runs all tests: the suites in Swift, then the published files as others read them.
	@echo "Building the tests"
	swift build --build-tests $(BUILD_FLAGS)
	.ci/python-environment .venv-tests .ci/requirements-tests.txt
	.venv-tests/bin/python .ci/test-published-files "$$(swift build --show-bin-path)/lindung"
	.ci/python-environment .venv-formats .ci/requirements-formats.txt
	.venv-formats/bin/python .ci/test-export-formats "$$(swift build --show-bin-path)/lindung"
	python3 .ci/test-manifests "$$(swift build --show-bin-path)/lindung"
	.ci/crash-demo "$$(swift build --show-bin-path)/lindung" 8
	.ci/crash-service "$$(swift build --show-bin-path)/lindung" 8
	python3 .ci/test-serving "$$(swift build --show-bin-path)/lindung"
	.ci/python-environment .venv-contract .ci/requirements-contract.txt
	.venv-contract/bin/python .ci/contract "$$(swift build --show-bin-path)/lindung" 5
	.ci/hostile "$$(swift build --show-bin-path)/lindung" short
	echo "Running the suites"
	.ci/run-suites $(BUILD_FLAGS)

accountant: deps ## Computes the accountant's vectors anew with dp-accounting, and compares them and the library's costs.
	@.ci/python-environment .venv-accountant .ci/requirements-accountant.txt
	.venv-accountant/bin/python .ci/accountant-vectors
	swift build --build-tests $(BUILD_FLAGS)
	.ci/run-suites $(BUILD_FLAGS) --filter AccountantTests

forms: deps ## Has the form filled in and saved by LibreOffice and openpyxl, submits it, compares the counts (needs LibreOffice).
	@.ci/python-environment .venv-forms .ci/requirements-forms.txt
	swift build --build-tests $(BUILD_FLAGS)
	.venv-forms/bin/python .ci/form-round-trip "$$(swift build --show-bin-path)/lindung" .build-forms
	LINDUNG_FILLED_FORMS="$$PWD/.build-forms" swift test --skip-build --filter FilledFormTests

formats: build ## Reads what the demo exports, and what the service answers, with the programs of others (needs LibreOffice).
	@.ci/python-environment .venv-formats .ci/requirements-formats.txt
	.venv-formats/bin/python .ci/test-export-formats "$$(swift build -c release --show-bin-path)/lindung" --libreoffice

crash: build ## Kills the demonstration at 200 random moments and verifies what is left (some minutes).
	@.ci/crash-demo "$$(swift build -c release --show-bin-path)/lindung" 200

crash-test: build ## Kills the service at 200 random moments, fills its disk, lets its writes fail, and compares receipts with what is kept (some minutes).
	@.ci/crash-service "$$(swift build -c release --show-bin-path)/lindung" 200

contract: build ## Holds a running service against its OpenAPI description with schemathesis, at length (some minutes).
	@.ci/python-environment .venv-contract .ci/requirements-contract.txt
	.venv-contract/bin/python .ci/contract "$$(swift build -c release --show-bin-path)/lindung" 200

hostile: build ## Asks a running service as someone would who means it harm, with bodies of 1 GiB (some minutes).
	@.ci/hostile "$$(swift build -c release --show-bin-path)/lindung" long

load-test: build ## Measures the service beside nginx and a bare SQLite loop; writes docs/performance.md (needs wrk and nginx).
	@.ci/load-test "$$(swift build -c release --show-bin-path)/lindung" --write

afternoon: deps ## Begins a collector as docs/collectors.md says, as a module and as a package, and tries both (some minutes).
	@.ci/collector-afternoon

collectors: build ## Tries what every collector keeps to on all that ship, with their samples (some minutes).
	@.ci/check-collectors "$$(swift build -c release --show-bin-path)/lindung"

fuzz: deps ## Gives the readers, documents, gzip, workbooks and the partial format a million inputs each, address-sanitized (FUZZ_RUNS).
	@for target in readers documents partials gzip workbooks; do
	    FUZZ=1 swift build -c release --quiet --scratch-path .build-fuzz --product fuzz-$$target \
	        -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
	    mkdir -p .build-fuzz/inputs-$$target
	    echo "Fuzzing $$target"
	    SWIFT_BACKTRACE=enable=no .build-fuzz/release/fuzz-$$target -runs=$(FUZZ_RUNS) -use_value_profile=1 -max_len=512 \
	        -timeout=20 -verbosity=0 -print_final_stats=1 .build-fuzz/inputs-$$target
	done

sanitize: deps ## Runs the tests of reading and counting under the thread sanitizer (some minutes).
	@swift test --sanitize=thread --scratch-path .build-thread --quiet --filter "AggregationTests|BytesTests"

lint: deps ## Checks format, fences between modules, file sizes, links; builds everything with warnings as errors.
	@echo "Checking format"
	swift format lint --strict -p -r $(FORMATTED)
	echo "Checking scripts"
	bash -n .ci/run .ci/install-system-packages .ci/python-environment .ci/run-suites .ci/build-docs .ci/collector-afternoon \
	    .ci/check-collectors packaging/make-deb packaging/check-unit
	for script in packaging/lindung-office packaging/debian/*; do sh -n "$$script"; done
	packaging/check-unit
	if command -v shellcheck >/dev/null; then
	    shellcheck .ci/run .ci/install-system-packages .ci/python-environment .ci/run-suites .ci/build-docs .ci/collector-afternoon \
	        .ci/check-collectors
	fi
	python3 .ci/check-sources
	python3 .ci/check-architecture
	python3 .ci/check-links
	python3 .ci/make-collector-template --check
	echo "Building all targets and tests"
	swift build --build-tests $(BUILD_FLAGS)
	.ci/check-settings "$$(swift build --show-bin-path)/lindung"

format: ## Formats all Swift files in place.
	@swift format -i -p -r $(FORMATTED)

docs: deps ## Makes the reference of the modules for writers of collectors, in docs/api.
	@.ci/build-docs Collecting

bench: build ## Measures samplers and counting beside their peers, in one run; writes docs/performance.md (half an hour).
	@swift build -c release --quiet --package-path Benchmarks
	.ci/python-environment .venv-benchmarks Benchmarks/requirements.txt
	programs="$$(swift build -c release --package-path Benchmarks --show-bin-path)"
	.venv-benchmarks/bin/python Benchmarks/compare-samplers "$$programs/sampler-benchmark"
	.venv-benchmarks/bin/python Benchmarks/compare-counting "$$(swift build -c release --show-bin-path)/lindung" \
	    "$$programs/workload-generator" .build-workload $(BENCH_FLAGS)

spark: build ## Counts on a Spark cluster of two workers (needs Java 17) and compares with one process.
	@swift build -c release --quiet --package-path Benchmarks --product workload-generator
	.ci/python-environment .venv-spark Benchmarks/Spark/requirements.txt
	.venv-spark/bin/python Benchmarks/Spark/check-spark "$$(swift build -c release --show-bin-path)/lindung" \
	    "$$(swift build -c release --package-path Benchmarks --show-bin-path)/workload-generator" "$$PWD/.build-spark"

install: build ## Installs the program, its catalogue and the demonstration under PREFIX (default /usr/local).
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/lindung"
	install -d "$(DESTDIR)$(PREFIX)/share/lindung/catalogues"
	cp -R Sources/Catalogue/Resources/malaysia-ocsea "$(DESTDIR)$(PREFIX)/share/lindung/catalogues/"
	cp -R Sources/Workspace/Resources/demonstration "$(DESTDIR)$(PREFIX)/share/lindung/"
	install -m 755 "$$(swift build -c release --show-bin-path)/lindung" "$(DESTDIR)$(PREFIX)/bin/lindung"

deb: deps ## Makes the Debian package in .build-deb/packages (release, Swift's libraries linked in).
	@echo "Building (release, static; the first time takes some minutes)"
	swift build -c release --quiet --static-swift-stdlib --disable-local-rpath --scratch-path .build-deb/build --product lindung
	packaging/make-deb "$$(swift build -c release --scratch-path .build-deb/build --show-bin-path)/lindung" .build-deb/packages

deb-test: deb ## Installs, serves, upgrades, removes and purges the package in a throwaway root (needs root and debootstrap).
	@program="$$(swift build -c release --scratch-path .build-deb/build --show-bin-path)/lindung"
	old="$$(packaging/make-deb "$$program" .build-deb/packages 1)"
	new="$$(packaging/make-deb "$$program" .build-deb/upgrade 2)"
	packaging/test-deb "$$old" "$$new" .build-deb/root

clean: ## Removes all that was made here.
	@rm -rf .build .build-* Benchmarks/.build .venv-tests .venv-benchmarks .venv-accountant .venv-spark .venv-forms .venv-formats .venv-contract docs/api demo-out
