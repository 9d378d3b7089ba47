"""`client/`: the thin client. Knows the calls of the service, no field."""

from __future__ import annotations

from featc.backends.base import Context
from featc.backends.go_service.names import Names
from featc.backends.go_service.source import filled, go_file
from featc.backends.proto import wire
from featc.ir import FeatureSet

_DOC = """Package client calls a service of $name: rows in, features out, as package $library has them in-process.

	c, err := client.New("features.example.com:443")
	if err != nil { … }
	defer c.Close()
	features, err := c.Transform(ctx, &$library.$row{…})

The error of a bad row is a *featc.RowError, as in-process; any other has a gRPC status (package status)."""

_CLIENT = """
// Client calls a service. It may be used by many goroutines at once.
type Client struct {
	channel *channel.Channel
	stub    $pb.${service}Client
}

// New makes a client of the service at a target as gRPC takes it: host:port, dns:///name:port, … It connects when it is
// first needed, through TLS unless WithInsecure is given.
func New(target string, options ...Option) (*Client, error) {
	c, err := channel.New(target, "$full_name", $library.Fingerprint, options...)
	if err != nil {
		return nil, err
	}
	return &Client{channel: c, stub: $pb.New${service}Client(c)}, nil
}

// Close closes the connection; calls under way fail.
func (c *Client) Close() error {
	return c.channel.Close()
}

// Result is the features of one row of many, or why it has none: a *featc.RowError.
type Result struct {
	Features $library.Features
	Err      error
}

// Transform computes the features of one row.
func (c *Client) Transform(ctx context.Context, row *$library.$row) ($library.Features, error) {
	var features $library.Features
	if err := cannotTravel(row); err != nil {
		return features, err
	}
	ctx, cancel := c.channel.Deadline(ctx)
	defer cancel()
	request := &$pb.TransformRequest{Row: new($pb.$message), ExpectedFingerprint: c.channel.Pin()}
	wire.Write$row(row, request.Row)
	response, err := c.stub.Transform(ctx, request)
	if err != nil {
		return features, channel.Error(err)
	}
	if wrong := wire.ReadFeatures(response.GetFeatures(), &features); wrong != nil {
		return $library.Features{}, channel.BadAnswer(wrong)
	}
	return features, nil
}

// TransformBatch computes the features of many rows in one call: one result for each row, in their order. The error
// beside them is that of the call as a whole. The service limits rows and bytes of a call.
func (c *Client) TransformBatch(ctx context.Context, rows []$library.$row) ([]Result, error) {
	ctx, cancel := c.channel.Deadline(ctx)
	defer cancel()
	results := make([]Result, len(rows))
	request := &$pb.TransformBatchRequest{
		Rows: make([]*$pb.$message, 0, len(rows)), ExpectedFingerprint: c.channel.Pin(),
	}
	for i := range rows {
		if results[i].Err = cannotTravel(&rows[i]); results[i].Err == nil {
			to := new($pb.$message)
			wire.Write$row(&rows[i], to)
			request.Rows = append(request.Rows, to)
		}
	}
	response, err := c.stub.TransformBatch(ctx, request)
	if err != nil {
		return nil, channel.Error(err)
	}
	if err := channel.CheckCount(len(response.GetResults()), len(request.Rows)); err != nil {
		return nil, err
	}
	answers := response.GetResults()
	for i := range results {
		if results[i].Err != nil {
			continue
		}
		if err := results[i].read(answers[0]); err != nil {
			return nil, err
		}
		answers = answers[1:]
	}
	return results, nil
}

// read takes the answer to one row; its own error is that of an answer that is not valid.
func (r *Result) read(from *$pb.RowResult) error {
	if told := from.GetError(); told != nil {
		r.Err = wire.ReadRowError(told)
		return nil
	}
	if wrong := wire.ReadFeatures(from.GetFeatures(), &r.Features); wrong != nil {
		return channel.BadAnswer(wrong)
	}
	return nil
}

// Stream is rows on their way to the service and results on their way back, in the same order. One goroutine may send
// while another receives.
type Stream struct {
	stream grpc.BidiStreamingClient[$pb.TransformStreamRequest, $pb.TransformStreamResponse]
	cancel context.CancelFunc
	pin    *string
}

// TransformStream opens a stream. Its context ends it; so does Close, which must be called.
func (c *Client) TransformStream(ctx context.Context) (*Stream, error) {
	ctx, cancel := context.WithCancel(ctx)
	stream, err := c.stub.TransformStream(ctx)
	if err != nil {
		cancel()
		return nil, channel.Error(err)
	}
	return &Stream{stream: stream, cancel: cancel, pin: c.channel.Pin()}, nil
}

// Send sends a row. After an error io.EOF the stream has ended, and Recv tells why. A *featc.RowError is of a row that
// cannot be sent: the stream goes on, and has no result for it.
func (s *Stream) Send(row *$library.$row) error {
	if err := cannotTravel(row); err != nil {
		return err
	}
	request := &$pb.TransformStreamRequest{Row: new($pb.$message), ExpectedFingerprint: s.pin}
	wire.Write$row(row, request.Row)
	return s.stream.Send(request)
}

// CloseSend says that no more rows come.
func (s *Stream) CloseSend() error {
	return s.stream.CloseSend()
}

// Recv waits for the result of the next row. The error is io.EOF after the last one.
func (s *Stream) Recv() (Result, error) {
	var result Result
	response, err := s.stream.Recv()
	if err == io.EOF {
		return result, err
	}
	if err != nil {
		return result, channel.Error(err)
	}
	return result, result.read(response.GetResult())
}

// Close ends the stream, whatever is under way.
func (s *Stream) Close() {
	s.cancel()
}

// FeatureSet is what the service computes: its fingerprint, schema and pins.
func (c *Client) FeatureSet(ctx context.Context) (*$pb.GetFeatureSetResponse, error) {
	ctx, cancel := c.channel.Deadline(ctx)
	defer cancel()
	response, err := c.stub.GetFeatureSet(ctx, &$pb.GetFeatureSetRequest{})
	return response, channel.Error(err)
}

// cannotTravel is the error of a row that protobuf has no form for: what is wrong with it in-process.
func cannotTravel(row *$library.$row) error {
	if wire.CanTravel(row) {
		return nil
	}
	if found := $library.Violations(row); len(found) > 0 {
		return &featc.RowError{Violations: found}
	}
	return channel.ErrTravel
}
"""

_OPTIONS = """
// Option changes how a client connects and calls.
type Option = channel.Option

// RetryPolicy is when gRPC sends a call again.
type RetryPolicy = channel.RetryPolicy

// DefaultRetryPolicy are four attempts where the service is UNAVAILABLE.
func DefaultRetryPolicy() RetryPolicy {
	return channel.DefaultRetryPolicy()
}

// WithTimeout sets the deadline of calls whose context has none: a minute without this option, none for 0. It is not
// applied to streams.
func WithTimeout(timeout time.Duration) Option {
	return channel.WithTimeout(timeout)
}

// WithTLS sets the TLS of the connection; without it, it is Go's default, with the roots of the system.
func WithTLS(config *tls.Config) Option {
	return channel.WithTLS(config)
}

// WithInsecure connects without TLS.
func WithInsecure() Option {
	return channel.WithInsecure()
}

// WithToken sends a bearer token with each call. It needs TLS.
func WithToken(token string) Option {
	return channel.WithToken(token)
}

// WithTokenSource asks for the bearer token of each call. It needs TLS.
func WithTokenSource(source func(context.Context) (string, error)) Option {
	return channel.WithTokenSource(source)
}

// WithRetryPolicy sets when calls are sent again; a policy of one attempt turns it off.
func WithRetryPolicy(policy RetryPolicy) Option {
	return channel.WithRetryPolicy(policy)
}

// WithFingerprintPin sets whether calls are answered only by a service of this client's fingerprint: they are, unless
// it is turned off.
func WithFingerprintPin(pin bool) Option {
	return channel.WithFingerprintPin(pin)
}

// WithDialOptions adds options of gRPC, which go before those of the other options.
func WithDialOptions(options ...grpc.DialOption) Option {
	return channel.WithDialOptions(options...)
}
"""


def files(featureset: FeatureSet, context: Context, names: Names) -> dict[str, bytes]:
    """The package's files."""
    doc = filled(_DOC, names, name=wire.package(featureset))
    return {
        "client/client.go": go_file(featureset, context, names, "client", doc, filled(_CLIENT, names)),
        "client/options.go": go_file(featureset, context, names, "client", "", filled(_OPTIONS, names)),
    }
