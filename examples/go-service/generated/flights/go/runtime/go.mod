module featc.dev/runtime

go 1.24
