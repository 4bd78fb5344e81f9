package wizard

import (
	"slices"
	"strings"
)

// Choice is one entry of a list to pick from.
type Choice struct {
	ID, Label, Detail string
	// Own marks this machine's server, and the website that serves the
	// network's main domain.
	Own bool
}

// Choices lists what a field can be answered with, the likeliest first; empty
// where the panel lists nothing.
func (s *Session) Choices(f Field) []Choice {
	var choices []Choice
	switch f {
	case Server:
		choices = s.serverChoices()
	case Website:
		choices = s.websiteChoices()
	case Org:
		choices = s.orgChoices()
	case URL, Token:
	}
	slices.SortStableFunc(choices, func(a, b Choice) int {
		switch {
		case a.Own == b.Own:
			return strings.Compare(a.Label, b.Label)
		case a.Own:
			return -1
		default:
			return 1
		}
	})
	return choices
}

// HasChoices tells whether Choices would give any, without making them.
func (s *Session) HasChoices(f Field) bool {
	switch {
	case f == Website:
		return len(s.websites) > 0
	case s.access == nil:
		return false
	case f == Server:
		return len(s.access.Servers) > 0
	default:
		return f == Org && len(s.access.Memberships) > 0
	}
}

func (s *Session) serverChoices() []Choice {
	if s.access == nil {
		return nil
	}
	choices := make([]Choice, len(s.access.Servers))
	for i, server := range s.access.Servers {
		choices[i] = Choice{
			ID: string(server.ID), Label: server.Name,
			Detail: strings.Join(append([]string{server.Hostname}, texts(server.IPs)...), " "),
			Own:    slices.ContainsFunc(server.IPs, s.ownAddress),
		}
	}
	return choices
}

func (s *Session) websiteChoices() []Choice {
	choices := make([]Choice, len(s.websites))
	for i, w := range s.websites {
		choices[i] = Choice{
			ID: string(w.ID), Label: w.Domain, Detail: strings.Join(w.Aliases, " "),
			Own: s.found.Multisite.MainDomain != "" && serves(w, s.found.Multisite.MainDomain),
		}
	}
	return choices
}

func (s *Session) orgChoices() []Choice {
	if s.access == nil {
		return nil
	}
	choices := make([]Choice, len(s.access.Memberships))
	for i, m := range s.access.Memberships {
		choices[i] = Choice{ID: string(m.OrgID), Label: m.OrgName, Detail: strings.Join(m.Roles, ", ")}
	}
	return choices
}
