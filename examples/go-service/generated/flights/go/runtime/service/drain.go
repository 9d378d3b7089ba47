package service

import "sync"

// drain is whether the service is about to end; it begins once.
type drain struct {
	once  sync.Once
	begun chan struct{}
}

func newDrain() *drain {
	return &drain{begun: make(chan struct{})}
}

func (d *drain) begin() {
	d.once.Do(func() { close(d.begun) })
}

func (d *drain) hasBegun() bool {
	select {
	case <-d.begun:
		return true
	default:
		return false
	}
}
