// Package service is everything of a native gRPC server that is not of one feature set: what calls are taken, how they
// are refused, health, reflection, the drain and the command line. It is the counterpart of featc's Python service
// (featc_runtime.service): the same statuses, sentences, limits, flags and exit codes.
//
// Generated code gives a Spec, whose Register adds the set's own methods to a server; Main is the command, Start a
// running server for a test or a program. Values between protobuf and features are in package values, what clients need
// in package channel.
package service
