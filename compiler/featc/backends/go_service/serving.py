"""`server/` and `cmd/`: the native server. Knows the calls of the service, no field."""

from __future__ import annotations

from collections.abc import Iterable

from featc.backends.base import Context
from featc.backends.go_library import printer
from featc.backends.go_service.names import Names
from featc.backends.go_service.source import filled, go_file
from featc.backends.proto import wire
from featc.ir import FeatureSet, InputField, Output, dependencies

_DOC = """Package server is $name as a native gRPC server, with schema, answers and errors of featc's Python service.
Command $program serves it; service.Start serves it in a program of one's own."""

_SERVER = """
// Spec is what package service needs to serve the feature set.
var Spec = service.Spec{
	Name:    $library.Name,
	Service: "$full_name",
	Register: func(to grpc.ServiceRegistrar, limits service.Limits) {
		$pb.Register${service}Server(to, &answers{limits: limits})
	},
	Fingerprint: $library.Fingerprint,
	Certify:     func(certificate string) { featureSet.Certificate = &certificate },
}

// answers are the four calls. Errors that are no statuses, and panics, become ones in package service.
type answers struct {
	$pb.Unimplemented${service}Server
	limits service.Limits
}

var fingerprint = $library.Fingerprint

// computed is the features of one row in the message that points at them: one allocation for both.
type computed struct {
	message  $pb.Features
	features $library.Features
}

// of computes the features of a row; the error of a bad one is a *featc.RowError.
func (c *computed) of(in *$pb.$message) error {
	var row $library.$row
	if bad := wire.Read$row(in, &row); bad != nil {
		return &featc.RowError{Violations: values.Merge(wire.Fields, bad, $library.Violations(&row))}
	}
	if err := $library.TransformInto(&row, &c.features); err != nil {
		return err
	}
	wire.WriteFeatures(&c.features, &c.message)
	return nil
}

// transformed is an answer of Transform.
type transformed struct {
	computed
	response $pb.TransformResponse
}

// Transform answers one row.
func (a *answers) Transform(_ context.Context, in *$pb.TransformRequest) (*$pb.TransformResponse, error) {
	if err := service.CheckPin(in.ExpectedFingerprint, fingerprint); err != nil {
		return nil, err
	}
	if in.Row == nil {
		return nil, service.BadRow(service.NoRow)
	}
	answer := new(transformed)
	if err := answer.of(in.Row); err != nil {
		return nil, err
	}
	answer.response.Features = &answer.message
	answer.response.Fingerprint = &fingerprint
	return &answer.response, nil
}

// outcome is the features of a row, or why it has none.
type outcome struct {
	computed
	result $pb.RowResult
	good   $pb.RowResult_Features
}

// of fills the result of a row. Its error is a bug, and none of the row.
func (o *outcome) of(in *$pb.$message) error {
	err := o.computed.of(in)
	if err == nil {
		o.good.Features = &o.message
		o.result.Result = &o.good
		return nil
	}
	var bad *featc.RowError
	if !errors.As(err, &bad) {
		return err
	}
	o.refuse(bad.Violations)
	return nil
}

func (o *outcome) refuse(found []featc.Violation) {
	o.result.Result = &$pb.RowResult_Error{Error: wire.RowError(service.Told(found))}
}

// TransformBatch answers many rows: each with its features or its error.
func (a *answers) TransformBatch(
	ctx context.Context, in *$pb.TransformBatchRequest,
) (*$pb.TransformBatchResponse, error) {
	if err := service.CheckPin(in.ExpectedFingerprint, fingerprint); err != nil {
		return nil, err
	}
	if err := a.limits.CheckRows(len(in.Rows)); err != nil {
		return nil, err
	}
	list := make([]outcome, len(in.Rows))
	results := make([]*$pb.RowResult, len(in.Rows))
	for i, row := range in.Rows {
		if err := service.StillWanted(ctx, i); err != nil {
			return nil, err
		}
		if err := list[i].of(row); err != nil {
			return nil, err
		}
		results[i] = &list[i].result
	}
	return &$pb.TransformBatchResponse{Results: results, Fingerprint: &fingerprint}, nil
}

// TransformStream answers rows as they come, in order.
func (a *answers) TransformStream(
	stream grpc.BidiStreamingServer[$pb.TransformStreamRequest, $pb.TransformStreamResponse],
) error {
	for {
		in, err := stream.Recv()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := service.CheckPin(in.ExpectedFingerprint, fingerprint); err != nil {
			return err
		}
		answer := new(outcome)
		if in.Row == nil {
			answer.refuse(service.NoRow)
		} else if err := answer.of(in.Row); err != nil {
			return err
		}
		response := &$pb.TransformStreamResponse{Id: in.Id, Result: &answer.result, Fingerprint: &fingerprint}
		if err := stream.Send(response); err != nil {
			return err
		}
	}
}

// GetFeatureSet tells what the service computes.
func (a *answers) GetFeatureSet(context.Context, *$pb.GetFeatureSetRequest) (*$pb.GetFeatureSetResponse, error) {
	return featureSet, nil
}
"""

_DESCRIPTION = """
// featureSet is the answer of GetFeatureSet.
var featureSet = &$pb.GetFeatureSetResponse{
	Fingerprint: &fingerprint,
	Name:        proto.String($name),
	Version:     proto.Int32($version),
	Pins:        pins,
	Inputs:      inputs,
	Features:    features,
}

var pins = []*$pb.Pin{$pins}

var inputs = []*$pb.InputInfo{$inputs}

var features = []*$pb.FeatureInfo{$features}

func pin(name, version string) *$pb.Pin {
	return &$pb.Pin{Name: &name, Version: &version}
}

func input(name, fdl, storage string, contracts ...string) *$pb.InputInfo {
	return &$pb.InputInfo{Name: &name, Type: &fdl, Storage: given(storage), Contracts: contracts}
}

func feature(name, fdl, storage, fingerprint, doc string, inputs ...string) *$pb.FeatureInfo {
	return &$pb.FeatureInfo{
		Name: &name, Type: &fdl, Storage: given(storage),
		Fingerprint: given(fingerprint), Doc: given(doc), Inputs: inputs,
	}
}

// given is a text, absent where it is empty.
func given(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
"""

_MAIN = """
func main() {
	os.Exit(service.Main(server.Spec, os.Args[1:]))
}
"""


def files(featureset: FeatureSet, context: Context, names: Names) -> dict[str, bytes]:
    """The files of the server and its command."""
    name = wire.package(featureset)
    command = f"Command {names.program} serves {name} over gRPC until SIGTERM or SIGINT; --help tells its flags."
    return {
        "server/server.go": go_file(
            featureset, context, names, "server", filled(_DOC, names, name=name), filled(_SERVER, names)
        ),
        "server/description.go": go_file(
            featureset, context, names, "server", "", _description(featureset, context, names)
        ),
        f"cmd/{names.program}/main.go": go_file(featureset, context, names, "main", command, filled(_MAIN, names)),
    }


def _description(featureset: FeatureSet, context: Context, names: Names) -> str:
    below = dependencies(featureset.row)
    prints = context.fingerprints
    return filled(
        _DESCRIPTION,
        names,
        name=printer.string(featureset.name),
        version=str(featureset.version),
        pins=_calls("pin", ((k, v) for k, v in sorted(context.pins.items()))),
        inputs=_calls("input", (_input(f) for f in featureset.input.wire_fields)),
        features=_calls("feature", (_feature(f, prints.get(f.name, ""), below[f.name]) for f in featureset.features)),
    )


def _input(field: InputField) -> tuple[str, ...]:
    return (field.name, str(field.type), field.storage or "", *field.asked)


def _feature(feature: Output, fingerprint: str, inputs: Iterable[str]) -> tuple[str, ...]:
    return (feature.name, str(feature.type), feature.storage or "", fingerprint, feature.doc, *inputs)


def _calls(function: str, calls: Iterable[tuple[str, ...]]) -> str:
    """One call a line. Arguments are literals, so that nothing of a source is Go."""
    lines = [f"\n\t{function}({', '.join(printer.string(arg) for arg in args)})," for args in calls]
    return "".join([*lines, "\n"]) if lines else ""
