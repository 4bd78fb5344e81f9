package probetest

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// blackhole lets connections to an address time out: it listens with a queue of no length and fills that queue itself,
// so that the kernel drops every later SYN. The function it returns ends that.
func blackhole(at netip.AddrPort) (func(), error) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("making a black hole: %w", err)
	}
	err = syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
	if err == nil {
		err = syscall.Bind(fd, &syscall.SockaddrInet4{Port: int(at.Port()), Addr: at.Addr().As4()})
	}
	if err == nil {
		err = syscall.Listen(fd, 0)
	}
	if err != nil {
		_ = syscall.Close(fd)
		return nil, fmt.Errorf("making a black hole: %w", err)
	}
	held := fillQueue(at)
	return func() {
		for _, c := range held {
			_ = c.Close()
		}
		_ = syscall.Close(fd)
	}, nil
}

// fillQueue connects until a connection is no longer answered.
func fillQueue(at netip.AddrPort) []net.Conn {
	const most = 8
	var held []net.Conn
	for range most {
		ctx, cancel := context.WithTimeout(context.Background(), 150*time.Millisecond)
		c, err := new(net.Dialer).DialContext(ctx, "tcp4", at.String())
		cancel()
		if err != nil {
			break
		}
		held = append(held, c)
	}
	return held
}
