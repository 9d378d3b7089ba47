module featc.dev/runtime/xxhash

go 1.24

require (
	featc.dev/runtime v0.0.0
	github.com/cespare/xxhash/v2 v2.3.0
)

replace featc.dev/runtime => ../../../../runtimes/go
