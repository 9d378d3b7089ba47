package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"

	featc "featc.dev/runtime"
	"featc.local/flights"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// maxBody is far more than a row needs, and less than a featc server takes.
const maxBody = 1 << 20

// NewHandler answers POST /features and GET /healthz.
func NewHandler(source Source) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /features", func(w http.ResponseWriter, r *http.Request) { features(w, r, source) })
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { health(w, r, source) })
	return mux
}

func features(w http.ResponseWriter, r *http.Request, source Source) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		refuse(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("a row has at most %d bytes", maxBody))
		return
	case err != nil:
		return // the caller is gone
	}
	row, err := ReadRow(body)
	if err == nil {
		var found flights.Features
		if found, err = source.Transform(r.Context(), row); err == nil {
			answer(w, http.StatusOK, AppendFeatures(nil, &found))
			return
		}
	}
	refuseFor(w, err)
}

// refuseFor tells whose fault an error is: the caller's (400), the way to the server's (503), the server's (502).
func refuseFor(w http.ResponseWriter, err error) {
	var bad *featc.RowError
	switch {
	case errors.As(err, &bad):
		refuseRow(w, bad)
	case errors.Is(err, errNoObject):
		refuse(w, http.StatusBadRequest, err.Error())
	default:
		log.Print(err)
		switch status.Code(err) {
		case codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted:
			refuse(w, http.StatusServiceUnavailable, "the features cannot be had at the moment")
		default:
			refuse(w, http.StatusBadGateway, "the features cannot be had of this server")
		}
	}
}

func refuseRow(w http.ResponseWriter, bad *featc.RowError) {
	type violation struct {
		Field   string `json:"field"`
		Reason  string `json:"reason"`
		Message string `json:"message"`
	}
	told := make([]violation, len(bad.Violations))
	for i, v := range bad.Violations {
		told[i] = violation(v)
	}
	answerJSON(w, http.StatusBadRequest, map[string]any{"error": "the row is bad", "violations": told})
}

func refuse(w http.ResponseWriter, status int, sentence string) {
	answerJSON(w, status, map[string]any{"error": sentence})
}

func health(w http.ResponseWriter, r *http.Request, source Source) {
	if err := source.Ready(r.Context()); err != nil {
		log.Print(err)
		refuse(w, http.StatusServiceUnavailable, "the features cannot be had at the moment")
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"featureset": flights.Name, "fingerprint": flights.Fingerprint})
}

func answerJSON(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // texts and maps of them
	}
	answer(w, status, text)
}

func answer(w http.ResponseWriter, status int, text []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // a caller who is gone needs no answer
}
