# The commands of a newcomer and of packagers; each calls a script that works without make too.
PREFIX ?= /usr/local
DESTDIR ?=

.PHONY: setup build demo test lint bench models install uninstall clean

setup:
	@scripts/setup.sh

build: setup
	@scripts/build.sh

demo: build
	@scripts/demo.sh

test: setup
	@scripts/test.sh

lint:
	@scripts/lint.sh

bench: build
	@scripts/bench.sh

models:
	@scripts/models.sh

install: build
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install.sh

uninstall:
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install.sh --remove

clean:
	@rm -rf .build demo-output
