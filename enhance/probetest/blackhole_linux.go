package probetest

import (
	"errors"
	"fmt"
	"net/netip"
	"time"

	"golang.org/x/sys/unix"
)

// Drop lets an address of loopback drop the packets of everybody who connects to it, as a firewall does, until stop is
// called. The error is errors.ErrUnsupported where that cannot be done.
func Drop() (at netip.AddrPort, stop func(), err error) { return drop(netip.AddrPortFrom(loopback, 0)) }

// drop listens with a queue of no length, which holds one connection all the same. That one it makes itself, so that the
// kernel drops every later SYN. Port 0 stands for one that is free.
func drop(at netip.AddrPort) (netip.AddrPort, func(), error) {
	var sockets []int
	stop := func() {
		for _, fd := range sockets {
			_ = unix.Close(fd)
		}
	}
	failed := func(err error) (netip.AddrPort, func(), error) {
		stop()
		return at, nil, fmt.Errorf("making a black hole: %w", err)
	}
	listener, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return failed(err)
	}
	sockets = append(sockets, listener)
	bound, err := listenWithoutQueue(listener, at)
	if err != nil {
		return failed(err)
	}
	filler, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return failed(err)
	}
	sockets = append(sockets, filler)
	if err := unix.Connect(filler, bound); err != nil {
		return failed(err)
	}
	if err := waitUntilFull(listener); err != nil {
		return failed(err)
	}
	return netip.AddrPortFrom(at.Addr(), uint16(bound.Port&0xffff)), stop, nil
}

func listenWithoutQueue(fd int, at netip.AddrPort) (*unix.SockaddrInet4, error) {
	if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err != nil {
		return nil, err
	}
	if err := unix.Bind(fd, &unix.SockaddrInet4{Port: int(at.Port()), Addr: at.Addr().As4()}); err != nil {
		return nil, err
	}
	if err := unix.Listen(fd, 0); err != nil {
		return nil, err
	}
	name, err := unix.Getsockname(fd)
	if err != nil {
		return nil, err
	}
	return name.(*unix.SockaddrInet4), nil
}

// waitUntilFull waits until the kernel counts more connections in a listener's queue than that holds, which is when it
// begins to drop. Of a listener it gives that count as unacked and the queue's length as sacked (net/ipv4/tcp.c,
// tcp_get_info).
func waitUntilFull(listener int) error {
	for range 5000 {
		info, err := unix.GetsockoptTCPInfo(listener, unix.IPPROTO_TCP, unix.TCP_INFO)
		if err != nil {
			return err
		}
		if info.Unacked > info.Sacked {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return fmt.Errorf("this kernel fills no queue: %w", errors.ErrUnsupported)
}
