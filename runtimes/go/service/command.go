package service

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"time"
	"unicode/utf8"
)

// Exit codes of the command.
const (
	exitGood        = 0 // after a drain
	exitUsage       = 2 // wrong arguments
	exitEnvironment = 69
)

// collectAt is Go's GOGC for a command whose user does not say: what lives in a server is small beside what its calls
// leave behind, so collecting less often costs a few megabytes and saves a sixth of the work.
const collectAt = 400

// Main is the command line of a generated service, and gives its exit code. Arguments are those after the program.
func Main(spec Spec, args []string) int {
	var host string
	port, grace, limits := 50051, Grace, spec.limits()
	flags := flag.NewFlagSet(filepath.Base(os.Args[0]), flag.ContinueOnError)
	flags.SetOutput(visible{os.Stderr})
	flags.StringVar(&host, "host", Loopback, "`address` to listen on")
	flags.Var(whole{&port, 0, 65535, "a port is 0 to 65535"}, "port", "`number`; 0 takes a free port")
	flags.Var((*seconds)(&grace), "grace", "`seconds` for calls in flight at the end")
	for _, limit := range []struct {
		name string
		is   *int
		text string
	}{
		{"max-message-bytes", &limits.MessageBytes, "most bytes of one request"},
		{"max-batch-rows", &limits.BatchRows, "most rows of one batch"},
		{"max-calls", &limits.Calls, "most calls worked on at once; as many again may wait"},
		{"max-streams", &limits.Streams, "most streams of rows that are open at once"},
	} {
		positive := whole{limit.is, 1, math.MaxInt32, "a positive integer is needed"}
		flags.Var(positive, limit.name, limit.text)
	}
	certificate := flags.String("certificate", "", "the CERTIFICATE.json that GetFeatureSet shows: a `path`")
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), "usage: %s [flags]\n\nServes the feature set %s over gRPC.\n\n", flags.Name(), spec.Name)
		flags.PrintDefaults()
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return exitGood
	case err != nil:
		return exitUsage
	case flags.NArg() > 0:
		fmt.Fprintf(flags.Output(), "unrecognized arguments: %v\n", flags.Args())
		flags.Usage()
		return exitUsage
	}
	if *certificate != "" {
		text, err := readCertificate(*certificate, spec.Fingerprint)
		if err != nil {
			fmt.Fprintln(flags.Output(), err)
			return exitUsage
		}
		spec.Certify(text)
	}
	spec.Limits = limits
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	err := Serve(spec, host, port, grace, log, func(address string) { announce(os.Stdout, spec.Name, address) })
	if err != nil {
		fmt.Fprintln(flags.Output(), err)
		return exitEnvironment
	}
	return exitGood
}

// mostCertificate is the most bytes of a certificate.
const mostCertificate = 32 << 20

// readCertificate is the text of a certificate of what has the fingerprint.
func readCertificate(path, fingerprint string) (string, error) {
	text, err := readFile(path, mostCertificate)
	if err != nil {
		return "", err
	}
	var found struct {
		Fingerprint string `json:"fingerprint"`
	}
	switch err := json.Unmarshal(text, &found); {
	case err != nil || found.Fingerprint == "" || !utf8.Valid(text):
		return "", fmt.Errorf("%s is no certificate", path)
	case found.Fingerprint != fingerprint:
		return "", fmt.Errorf("%s is of fingerprint %q, this service has %q", path, found.Fingerprint, fingerprint)
	}
	return string(text), nil
}

// readFile is what a regular file has, which is not too much. Opening anything else might wait for ever.
func readFile(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(text)) > most {
		return nil, fmt.Errorf("%s has more than %d bytes", path, most)
	}
	return text, err
}

func announce(to io.Writer, name, address string) {
	fmt.Fprintf(to, "%s listens on %s\n", name, address)
}

// whole is a flag of a whole number between two others.
type whole struct {
	is        *int
	low, high int
	sentence  string
}

func (w whole) String() string {
	if w.is == nil {
		return "" // package flag asks a zero value
	}
	return strconv.Itoa(*w.is)
}

func (w whole) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < w.low || n > w.high {
		return errors.New(w.sentence)
	}
	*w.is = n
	return nil
}

// seconds is a flag of a time in seconds, as the Python service takes it.
type seconds time.Duration

func (s *seconds) String() string {
	return strconv.FormatFloat(time.Duration(*s).Seconds(), 'g', -1, 64)
}

func (s *seconds) Set(text string) error {
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || !(number >= 0) {
		return errors.New("seconds are a number, and none below zero")
	}
	*s = seconds(math.Min(number*float64(time.Second), math.MaxInt64/2))
	return nil
}
