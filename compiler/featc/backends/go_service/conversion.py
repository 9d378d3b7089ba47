"""`wire/`: rows and features between messages and the library's structs. Knows fields, no calls."""

from __future__ import annotations

from collections.abc import Mapping

from featc.backends.base import Context
from featc.backends.go_service import convert
from featc.backends.go_service.names import Names
from featc.backends.go_service.source import filled, go_file, indented
from featc.backends.nativecode.names import pascal
from featc.backends.proto import wire
from featc.ir import FeatureSet, InputField, Output
from featc.resolve.options import DEVICES

_DOC = """Package wire converts rows and features of $name between the messages of package $pb and the structs of
package $library, field by field. Written messages point into what they are made of."""

_ROW = """
// Fields are the names of the fields that travel, in their order.
var Fields = []string{$fields}

// Read$row fills a row and tells what is wrong with the message, in the order of the fields; nil if nothing is.
func Read$row(in *$pb.$message, row *$library.$row) []featc.Violation {
	var bad []featc.Violation
$read
	return bad
}

// Write$row fills an empty message.
func Write$row(row *$library.$row, to *$pb.$message) {
$write
}

// CanTravel is whether protobuf has a form for each value of a row: texts are UTF-8, dates of the years 0001 to 9999.
func CanTravel(row *$library.$row) bool {
	return $travel
}

$lists"""

_FEATURES = """
// ReadFeatures fills features and tells what is wrong with the message, in the order of the features; nil is an empty
// one.
func ReadFeatures(in *$pb.$features, row *$library.Features) []featc.Violation {
	var bad []featc.Violation
	if in == nil {
		in = new($pb.$features)
	}
$read
	return bad
}

// WriteFeatures fills an empty message.
func WriteFeatures(row *$library.Features, to *$pb.$features) {
$write
}

// RowError is what a service tells of a bad row.
func RowError(found []featc.Violation, omitted int) *$pb.RowError {
	list := make([]*$pb.FieldViolation, len(found))
	for i := range found {
		v := &found[i]
		list[i] = &$pb.FieldViolation{Field: &v.Field, Reason: &v.Reason, Description: &v.Message}
	}
	to := &$pb.RowError{Violations: list}
	if omitted > 0 {
		to.Omitted = proto.Uint32(uint32(omitted))
	}
	return to
}

// ReadRowError is the error that a service tells.
func ReadRowError(in *$pb.RowError) *featc.RowError {
	found := make([]featc.Violation, len(in.GetViolations()))
	for i, v := range in.GetViolations() {
		found[i] = featc.Violation{Field: v.GetField(), Reason: v.GetReason(), Message: v.GetDescription()}
	}
	return &featc.RowError{Violations: found, Omitted: int(in.GetOmitted())}
}
"""


def files(
    featureset: FeatureSet, context: Context, names: Names, row: Mapping[str, str], features: Mapping[str, str]
) -> dict[str, bytes]:
    """The package's files. ``row`` and ``features`` are the stubs' names of the messages' fields."""
    inputs, outputs = featureset.input.wire_fields, featureset.features
    doc = filled(_DOC, names, name=wire.package(featureset))
    both: list[InputField | Output] = [*inputs, *outputs]
    of_row = filled(
        _ROW,
        names,
        fields="".join(f'\n\t"{f.name}",' for f in inputs) + ("\n" if inputs else ""),
        read=indented(convert.reader(inputs, row)),
        write=indented(convert.writer(inputs, row, names.pb)),
        travel=" &&\n\t\t".join(convert.travel(inputs)) or "true",
        lists="\n".join(convert.list_functions(both, both, names.pb)),
    )
    of_features = filled(
        _FEATURES,
        names,
        features=wire.FEATURES,
        read=indented(convert.reader(outputs, features)),
        write=indented(convert.writer(outputs, features, names.pb)),
    )
    stem = pascal(featureset.input.name).lower()
    return {
        f"wire/{'row' if stem == 'features' or stem in DEVICES else stem}.go": go_file(
            featureset, context, names, "wire", doc, of_row
        ),
        "wire/features.go": go_file(featureset, context, names, "wire", "", of_features),
    }
