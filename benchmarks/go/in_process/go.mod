module benchmarks/in_process

go 1.24

require (
	featc.dev/runtime v0.1.0
	featc.local/ten v0.1.0
	github.com/cespare/xxhash/v2 v2.3.0
)

replace (
	featc.dev/runtime => ../../ten/go/runtime
	featc.local/ten => ../../ten/go
)
