module featc.local/flights

go 1.24

require featc.dev/runtime v0.1.0

replace featc.dev/runtime => ./runtime
