module example.com/flight-features

go 1.26.0

require (
	featc.dev/runtime v0.1.0
	featc.local/flights v0.0.0
	featc.local/flights/service v0.0.0
	google.golang.org/grpc v1.85.0
)

require (
	featc.dev/runtime/service v0.1.0 // indirect
	golang.org/x/net v0.60.0 // indirect
	golang.org/x/sys v0.48.0 // indirect
	golang.org/x/text v0.42.0 // indirect
	google.golang.org/genproto/googleapis/rpc v0.0.0-20260817212433-ac3dfec99bb1 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
)

// What featc generates is part of this repository. A library that other repositories import too would be a module of
// its own, published like any other, with `option go_module = "…"` in the .fdl. featc's runtime is the one of this
// repository; elsewhere it is the copy that `featc build` writes: generated/flights/go/runtime and …/runtime/service.
replace (
	featc.dev/runtime => ../../runtimes/go
	featc.dev/runtime/service => ../../runtimes/go/service
	featc.local/flights => ./generated/flights/go
	featc.local/flights/service => ./generated/flights/go/service
)

tool featc.local/flights/service/cmd/flightsd
