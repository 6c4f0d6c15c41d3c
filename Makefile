# Everything here needs Go alone, but for `make e2e`, which needs Node as well.

GO            ?= go
GOLANGCI_LINT ?= github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUZZTIME      ?= 10m
COUNT         ?= 1

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: check
check: build ## judge the recorded exchanges and documentation that the binary carries, and print the report
	bin/concord check

.PHONY: test
test: ## run all tests that need Go alone
	$(GO) test ./...

.PHONY: lint
lint: ## gofmt, go vet, golangci-lint
	@unformatted=$$(gofmt -l cmd pkg suites schemas fixtures 2>/dev/null); \
	if [ -n "$$unformatted" ]; then echo "not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) run $(GOLANGCI_LINT) run ./...

.PHONY: generate
generate: build ## write schemas/ and docs/rules.md anew
	$(GO) generate ./...
	bin/concord schema --output schemas/graph/beta $$(bin/concord schema --list | awk '{ print $$NF }')
	bin/concord rules --markdown > bin/rules.md && mv bin/rules.md docs/rules.md

.PHONY: stale
stale: generate ## fail where a generated file is not what `make generate` writes
	@changed=$$(git status --porcelain -- schemas docs/rules.md); \
	if [ -n "$$changed" ]; then echo "stale, run make generate and commit:"; echo "$$changed"; git --no-pager diff --stat -- schemas docs/rules.md; exit 1; fi

.PHONY: bench
bench: ## run the benchmarks, and those of suites/bench, which compare Concord with others (COUNT=5)
	$(GO) test -run '^$$' -bench . -benchmem -count $(COUNT) ./...
	cd suites/bench && $(GO) test -run '^$$' -bench . -count $(COUNT) -timeout 3h .

.PHONY: fuzz
fuzz: ## fuzz every target, FUZZTIME=10m in all
	GO='$(GO)' .ci/fuzz $(FUZZTIME)

.PHONY: e2e
e2e: build ## hold our verdicts against tools that others wrote (needs Node and npm)
	npm ci --no-audit --no-fund --prefix suites/e2e
	node --test suites/e2e/*.test.mjs
	CONCORD_SARIF_SCHEMA=$(CURDIR)/suites/e2e/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json $(GO) test ./pkg/report -run SARIFPassesItsSchema -count 1

.PHONY: build
build: ## build bin/concord
	$(GO) build -trimpath -o bin/concord ./cmd/concord

.PHONY: clean
clean: ## remove what was built
	rm -rf bin suites/e2e/node_modules
