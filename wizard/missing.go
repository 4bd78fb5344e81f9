package wizard

import (
	"slices"

	"enhance-wizard/wpconfig/network"
)

// Missing says which fields still need a value. All of Fields are needed; of
// Either, one of the sets is.
type Missing struct {
	Fields []Field
	Either [][]Field
}

// Any tells whether anything is missing.
func (m Missing) Any() bool { return len(m.Fields) > 0 || len(m.Either) > 0 }

// Missing compares the answers with what the installed plugin reads: the
// server's id up to 2.4.9, organisation and website from 2.4.10; one of the two
// sets where no plugin was found.
func (s *Session) Missing() Missing {
	var m Missing
	for _, f := range []Field{URL, Token} {
		if !s.answers[f].Given() {
			m.Fields = append(m.Fields, f)
		}
	}
	byServer, byWebsite := s.unanswered(Server), s.unanswered(Org, Website)
	switch s.found.Plugin.Generation {
	case network.GenerationServer:
		m.Fields = append(m.Fields, byServer...)
	case network.GenerationWebsite, network.GenerationStored:
		m.Fields = append(m.Fields, byWebsite...)
	default:
		if len(byServer) > 0 && len(byWebsite) > 0 {
			m.Either = [][]Field{byServer, byWebsite}
		}
	}
	return m
}

// ToGive is what of Missing a person has to give. As long as no panel took the
// token, the ids are left out: they may come along from there.
func (s *Session) ToGive() Missing {
	m := s.Missing()
	if s.options.Offline || s.access != nil {
		return m
	}
	m.Fields = slices.DeleteFunc(m.Fields, func(f Field) bool { return f != URL && f != Token })
	m.Either = nil
	return m
}

// Needed tells whether the installed plugin reads the field.
func (s *Session) Needed(f Field) bool {
	switch s.found.Plugin.Generation {
	case network.GenerationServer:
		return f == URL || f == Token || f == Server
	case network.GenerationWebsite, network.GenerationStored:
		return f != Server
	default:
		return f == URL || f == Token
	}
}

func (s *Session) unanswered(wanted ...Field) []Field {
	var open []Field
	for _, f := range wanted {
		if !s.answers[f].Given() {
			open = append(open, f)
		}
	}
	return open
}

// NextOpen is the field that needs a person next: one with a problem, else one
// that is missing. Fields in passed are left out, for a face that asks one
// question after the other and must not ask it twice in a row.
func (s *Session) NextOpen(passed map[Field]bool) (Field, bool) {
	missing, telling := s.missingFields(), s.Busy()
	for _, f := range s.askingOrder() {
		if telling && f != URL && f != Token {
			break // the panel may be about to tell it
		}
		wrong := s.answers[f].Given() && s.Verdict(f).State == Problem
		if wrong || missing[f] && !passed[f] {
			return f, true
		}
	}
	return "", false
}

func (s *Session) missingFields() map[Field]bool {
	all := map[Field]bool{}
	m := s.Missing()
	for _, set := range append(m.Either, m.Fields) {
		for _, f := range set {
			all[f] = true
		}
	}
	return all
}

// askingOrder puts the organisation before the website only where websites
// cannot be listed without it.
func (s *Session) askingOrder() []Field {
	if len(s.websites) == 0 {
		return []Field{URL, Token, Server, Org, Website}
	}
	return Fields()
}
