package probetest

import (
	"crypto/tls"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// site is one name and how it behaves. It is not changed: Set puts another one in its place.
type site struct {
	name   string
	index  int
	recipe recipe
	asked  atomic.Int64 // datagrams, for the lossy kind

	once        sync.Once
	certificate *tls.Certificate
	err         error
}

// names is what the farm answers for.
type names struct {
	mu       sync.RWMutex
	sites    map[string]*site
	children map[string]map[string]*site // by the name without its first label
	added    int
}

func canonical(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

func parentOf(name string) string {
	_, parent, _ := strings.Cut(name, ".")
	return parent
}

func (n *names) put(name string, r recipe) {
	name = canonical(name)
	n.mu.Lock()
	defer n.mu.Unlock()
	s := &site{name: name, index: n.added, recipe: r}
	if old, ok := n.sites[name]; ok {
		s.index = old.index
	} else {
		n.added++
	}
	n.sites[name] = s
	parent := parentOf(name)
	if n.children[parent] == nil {
		n.children[parent] = map[string]*site{}
	}
	n.children[parent][name] = s
}

func (n *names) remove(name string) {
	name = canonical(name)
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.sites, name)
	delete(n.children[parentOf(name)], name)
}

// find returns the site of a name; of its www. name too.
func (n *names) find(name string) (s *site, www bool) {
	name = canonical(name)
	n.mu.RLock()
	defer n.mu.RUnlock()
	if s, ok := n.sites[name]; ok {
		return s, false
	}
	bare, www := strings.CutPrefix(name, "www.")
	if s, ok := n.sites[bare]; ok && www {
		return s, true
	}
	return nil, false
}

// child returns a name below the given one that makes it what it is: one with something to say about its parent when
// there is one.
func (n *names) child(parent string) *site {
	n.mu.RLock()
	defer n.mu.RUnlock()
	var any *site
	for _, s := range n.children[canonical(parent)] {
		any = s
		if s.recipe.caa == caaOthersAtParent || s.recipe.lookup == parentMissing {
			return s
		}
	}
	return any
}

// served returns the certificate of a site, made when it is asked for the first time.
func (f *Farm) served(s *site) (*tls.Certificate, error) {
	s.once.Do(func() {
		from := f.trusted
		switch s.recipe.certificate {
		case ofUnknownCA, withoutRoot, ofOrigin:
			from = f.untrusted
		default:
		}
		s.certificate, s.err = from.issue(s.name, s.recipe.certificate, s.index)
	})
	return s.certificate, s.err
}

// NotAfter returns when the certificate of a name ends; zero when the farm does not know the name.
func (f *Farm) NotAfter(name string) time.Time {
	s, _ := f.names.find(name)
	if s == nil {
		return time.Time{}
	}
	c, err := f.served(s)
	if err != nil {
		return time.Time{}
	}
	return c.Leaf.NotAfter
}
