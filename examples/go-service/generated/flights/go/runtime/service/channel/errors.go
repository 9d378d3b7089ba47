package channel

import (
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	featc "featc.dev/runtime"
)

// Error is the error of a call: a *featc.RowError, as in process, where the row was bad; else gRPC's own, with its
// status.
func Error(err error) error {
	refusal, ok := status.FromError(err)
	if !ok || refusal.Code() != codes.InvalidArgument {
		return err
	}
	for _, detail := range refusal.Details() {
		request, ok := detail.(*errdetails.BadRequest)
		if !ok || len(request.FieldViolations) == 0 {
			continue
		}
		found := make([]featc.Violation, len(request.FieldViolations))
		for i, v := range request.FieldViolations {
			found[i] = featc.Violation{Field: v.Field, Reason: v.Reason, Message: v.Description}
		}
		return &featc.RowError{Violations: found}
	}
	return err
}

// BadAnswer is the error of an answer that breaks what its schema promises.
func BadAnswer(wrong []featc.Violation) error {
	return status.Errorf(codes.Internal, "the service's answer is not valid: %s: %s", wrong[0].Field, wrong[0].Message)
}

// CheckCount is the error of an answer with another number of results than the call had rows.
func CheckCount(found, expected int) error {
	if found == expected {
		return nil
	}
	return status.Errorf(codes.Internal, "the service's answer is not valid: %d results for %d rows", found, expected)
}

// ErrTravel is the error of a row that protobuf has no form for.
var ErrTravel = status.Error(codes.InvalidArgument, "the row has a text that is no UTF-8, or a date of no year 1 to 9999")
