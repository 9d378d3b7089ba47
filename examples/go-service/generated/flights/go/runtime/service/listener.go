package service

import (
	"net"
	"sync"
)

// handshake is the bytes of a client's connection preface and of the head of its first frame.
const handshake = 24 + 9

// listener knows the connections that have not spoken HTTP/2 yet. gRPC's stop waits for them for as long as they may
// take to begin: the probe of a load balancer would hold up the drain.
type listener struct {
	net.Listener
	mu     sync.Mutex
	silent map[*connection]struct{}
	closed bool // whether silent connections are no longer waited for
}

func newListener(of net.Listener) *listener {
	return &listener{Listener: of, silent: map[*connection]struct{}{}}
}

// Accept waits for the next connection.
func (l *listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	made := &connection{Conn: accepted, of: l}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		_ = accepted.Close()
	} else {
		l.silent[made] = struct{}{}
	}
	return made, nil
}

// closeSilent closes the connections that have not spoken yet, and those that come.
func (l *listener) closeSilent() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for c := range l.silent {
		_ = c.Conn.Close()
	}
}

func (l *listener) forget(c *connection) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.silent, c)
}

// connection counts what it reads until its client has spoken. One goroutine reads it.
type connection struct {
	net.Conn
	of   *listener
	read int
}

func (c *connection) Read(to []byte) (int, error) {
	n, err := c.Conn.Read(to)
	if c.read < handshake {
		if c.read += n; c.read >= handshake {
			c.of.forget(c)
		}
	}
	return n, err
}

func (c *connection) Close() error {
	c.of.forget(c)
	return c.Conn.Close()
}
