module featc.dev/runtime/sums

go 1.24

require featc.dev/runtime v0.0.0

replace featc.dev/runtime => ../../../../runtimes/go
