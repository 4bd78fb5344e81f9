package probe

import "net"

// corked is a connection that sends what is written together, when it waits for an answer: the end of the handshake goes
// out with the request in one packet.
type corked struct {
	net.Conn
	held []byte
}

// Write holds what is written back until the next Read. It cannot fail.
func (c *corked) Write(p []byte) (int, error) {
	c.held = append(c.held, p...)
	return len(p), nil
}

// Read sends what is held, and reads.
func (c *corked) Read(p []byte) (int, error) {
	if len(c.held) > 0 {
		if _, err := c.Conn.Write(c.held); err != nil {
			return 0, err
		}
		c.held = c.held[:0]
	}
	return c.Conn.Read(p)
}
