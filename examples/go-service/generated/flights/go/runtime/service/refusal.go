package service

import (
	"context"
	"fmt"
	"unicode/utf8"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	featc "featc.dev/runtime"
	"featc.dev/runtime/service/values"
)

const (
	// maxViolations of one row are told; the rest is a count.
	maxViolations = 16
	// maxDetails bounds a status: clients take 8 KiB of trailers; base64 and the message's escapes need their share.
	maxDetails     = 4096
	maxMessage     = 400
	maxDescription = 240
	maxPin         = 80
	// slice is how many rows of a batch are between two looks at whether anybody still waits for it.
	slice = 64
)

// NoRow is what is wrong with a request without a row.
var NoRow = []featc.Violation{{Field: "row", Reason: "ABSENT", Message: "the request has no row"}}

// BadRow is INVALID_ARGUMENT with a google.rpc.BadRequest of the first violations, of which there is at least one.
func BadRow(violations []featc.Violation) error {
	first, more := violations[0], len(violations)-1
	text := first.Field + ": " + shortened(first.Message, maxDescription)
	if more > 0 {
		text += fmt.Sprintf(" (and %d more)", more)
	}
	told, _ := Told(violations)
	for {
		refusal, err := status.New(codes.InvalidArgument, shortened(text, maxMessage)).WithDetails(badRequest(told))
		if err != nil {
			return err // the text is no UTF-8: a bug, and told as one
		}
		if len(told) == 1 || proto.Size(refusal.Proto()) <= maxDetails {
			return refusal.Err()
		}
		told = told[:len(told)-1]
	}
}

// Told are the first violations of a row, with sentences that fit into an answer, and how many more there are.
func Told(violations []featc.Violation) (told []featc.Violation, omitted int) {
	most := min(len(violations), maxViolations)
	told = make([]featc.Violation, most)
	for i, v := range violations[:most] {
		told[i] = featc.Violation{Field: v.Field, Reason: v.Reason, Message: shortened(v.Message, maxDescription)}
	}
	return told, len(violations) - most
}

// CheckPin is FAILED_PRECONDITION where a call pins another fingerprint than the service's.
func CheckPin(pin *string, fingerprint string) error {
	if pin == nil || *pin == fingerprint {
		return nil
	}
	return status.Errorf(codes.FailedPrecondition, "expected fingerprint %s, this service has %s",
		values.Quoted(shortened(*pin, maxPin)), values.Quoted(fingerprint))
}

// CheckRows is RESOURCE_EXHAUSTED where a batch has more rows than the service takes.
func (l Limits) CheckRows(rows int) error {
	if rows <= l.BatchRows {
		return nil
	}
	return status.Errorf(codes.ResourceExhausted,
		"%d rows in one batch, this service takes at most %d: send several batches", rows, l.BatchRows)
}

// StillWanted is CANCELLED before one of the rows of a batch at which it looks whether anybody waits, and nobody does.
func StillWanted(ctx context.Context, row int) error {
	if row%slice != 0 || ctx.Err() == nil {
		return nil
	}
	return status.Errorf(codes.Canceled, "nobody waits for this batch any more, %d rows were done", row)
}

func badRequest(told []featc.Violation) *errdetails.BadRequest {
	found := make([]*errdetails.BadRequest_FieldViolation, len(told))
	for i, v := range told {
		found[i] = &errdetails.BadRequest_FieldViolation{Field: v.Field, Reason: v.Reason, Description: v.Message}
	}
	return &errdetails.BadRequest{FieldViolations: found}
}

func draining() error {
	return status.Error(codes.Unavailable,
		"the service is draining: what was not answered was not taken, send it to another one")
}

// shortened is the text, cut where it is too long for a trailer. Lengths are characters.
func shortened(text string, most int) string {
	if len(text) <= most || utf8.RuneCountInString(text) <= most {
		return text
	}
	count := 0
	for at := range text {
		if count == most-1 {
			return text[:at] + "…"
		}
		count++
	}
	return text
}
