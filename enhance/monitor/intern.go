package monitor

import "enhance-wizard/enhance/probe"

// interner keeps one of each text. What is read from the state is a copy each time, and ten thousand records say
// "resolved" forty thousand times.
type interner map[string]string

// mostTexts is how many different texts are worth remembering.
const mostTexts = 1 << 12

func (i interner) text(s string) string {
	if known, ok := i[s]; ok {
		return known
	}
	if len(i) < mostTexts {
		i[s] = s
	}
	return s
}

func one[T ~string](i interner, s *T) { *s = T(i.text(string(*s))) }

// facts lets facts share what many have in common, and the texts that are the name itself.
func (i interner) facts(f *probe.Facts, name string) {
	for _, s := range []*string{&f.Name, &f.ASCII, &f.DNS.CAA.Domain} {
		if *s == name {
			*s = name
		}
	}
	for _, s := range []*probe.Status{&f.DNS.Status, &f.DNS.A, &f.DNS.AAAA, &f.DNS.CAA.Status} {
		one(i, s)
	}
	one(i, &f.DNS.Detail)
	for at := range f.Endpoints {
		e := &f.Endpoints[at]
		one(i, &e.Outcome)
		one(i, &e.TLS)
		if c := e.Certificate; c != nil {
			one(i, &c.Issuer)
			one(i, &c.Organization)
			for n := range c.Names {
				if c.Names[n] == name {
					c.Names[n] = name
				}
			}
			if c.Subject == name {
				c.Subject = name
			}
		}
		if e.HTTP != nil {
			one(i, &e.HTTP.Server)
		}
	}
}
