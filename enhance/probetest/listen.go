package probetest

import (
	"context"
	"errors"
	"net"
	"net/netip"
)

// startWeb listens on the farm's addresses: on one port for HTTPS and on another for HTTP.
func (f *Farm) startWeb() error {
	serving := append([]netip.Addr{noHTTPAddress, otherAddress, proxyAddress}, panelAddresses...)
	https, port, err := listenAll(append([]netip.Addr{silentAddress}, serving...))
	if err != nil {
		return err
	}
	f.https = port
	f.accept(https[0], f.keepSilent)
	for i, l := range https[1:] {
		proxy := serving[i] == proxyAddress
		f.accept(l, func(c net.Conn) { f.serveHTTPS(c, proxy) })
	}
	http, port, err := listenAll(serving[1:])
	if err != nil {
		return err
	}
	f.http = port
	for _, l := range http {
		f.serveHTTP(l)
	}
	_, release, err := drop(netip.AddrPortFrom(blackholeAddress, f.https))
	if err != nil {
		return err
	}
	f.closers = append(f.closers, release)
	return nil
}

// portTries is how often another port is tried when one turns out not to be free everywhere.
const portTries = 50

func listen(at netip.AddrPort) (net.Listener, error) {
	return new(net.ListenConfig).Listen(context.Background(), "tcp4", at.String())
}

// listenAll listens on the same free port of all addresses.
func listenAll(addresses []netip.Addr) ([]net.Listener, uint16, error) {
	var err error
	for range portTries {
		var listeners []net.Listener
		var port uint16
		for _, a := range addresses {
			var l net.Listener
			if l, err = listen(netip.AddrPortFrom(a, port)); err != nil {
				break
			}
			listeners = append(listeners, l)
			port = l.Addr().(*net.TCPAddr).AddrPort().Port()
		}
		if err == nil {
			return listeners, port, nil
		}
		for _, l := range listeners {
			_ = l.Close()
		}
	}
	return nil, 0, err
}

// accept hands each connection to serve, in a goroutine of its own.
func (f *Farm) accept(l net.Listener, serve func(net.Conn)) {
	f.closers = append(f.closers, func() { _ = l.Close() })
	f.wait.Go(func() {
		for {
			c, err := l.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil {
				if !f.rest() {
					return
				}
				continue
			}
			f.conns.Store(c, nil)
			f.wait.Go(func() {
				defer f.conns.Delete(c)
				defer func() { _ = c.Close() }()
				select {
				case <-f.closing: // accepted while the farm closed
				default:
					serve(c)
				}
			})
		}
	})
}
