package text

import (
	"errors"
	"slices"
	"strings"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
)

// Note words a fact of the set-up.
func Note(n wizard.Note) string { return Say("note."+string(n.Kind), n.Params...) }

// Notes words several facts in one line.
func Notes(notes []wizard.Note) string {
	all := make([]string, len(notes))
	for i, n := range notes {
		all[i] = Note(n)
	}
	return strings.Join(all, "; ")
}

// Judgement is a verdict in words: the state's word, what is behind it, and
// what to do where something is to be done.
type Judgement struct {
	Word, What, Next string
}

// Verdict words what is known about the answer of a field.
func Verdict(s *wizard.Session, f wizard.Field) Judgement {
	v := s.Verdict(f)
	switch v.State {
	case wizard.Empty:
		return Judgement{Word: emptyWord(s, f), What: Notes(v.Notes)}
	case wizard.Waiting:
		return Judgement{Word: Say("state.waiting"), What: waitingFor(f, s)}
	case wizard.Problem, wizard.Warning:
		if v.Err == nil {
			return Judgement{Word: State(v.State), What: Notes(v.Notes)}
		}
		explained := Failure(s, v.Err)
		if errors.As(v.Err, new(*enhance.IDError)) && s.HasChoices(f) {
			explained.Next = Say("id.empty.next") // where to find every kind of id is long to read
		}
		return Judgement{Word: State(v.State), What: explained.What, Next: explained.Next}
	default:
		return Judgement{Word: State(v.State), What: Notes(v.Notes)}
	}
}

// Failure words what went wrong in a set-up, with the role that the installed
// plugin needs and the address that the panel knows this machine by where it
// told one.
func Failure(s *wizard.Session, err error) Explanation {
	role := Role(s.Generation())
	if panel := s.Panel(); panel != nil && panel.SeenAs.IsValid() {
		return Explain(err, "role", role, "seen_as", panel.SeenAs)
	}
	return Explain(err, "role", role)
}

// NeededToken says which token the installed plugin needs.
func NeededToken(s *wizard.Session) string {
	return Say("intro.need.token", "role", Role(s.Generation()))
}

// State is the word of a state.
func State(state wizard.State) string { return Say("state." + string(state)) }

func emptyWord(s *wizard.Session, f wizard.Field) string {
	switch {
	case f != wizard.URL && f != wizard.Token && s.Access() == nil && !s.Offline():
		return Say("state.later")
	case s.Needed(f):
		return Say("state.empty")
	case s.Missing().Any() && len(s.Missing().Either) > 0:
		return Say("state.either")
	default:
		return Say("state.optional")
	}
}

func waitingFor(f wizard.Field, s *wizard.Session) string {
	switch {
	case f == wizard.URL:
		return ""
	case f == wizard.Token:
		return Say("state.waiting.url")
	case f == wizard.Website && s.Access() != nil:
		return Say("state.waiting.org")
	default:
		return Say("state.waiting.token")
	}
}

// Source words where an answer came from.
func Source(source wizard.Source, line int) string {
	if source == wizard.Unanswered {
		return ""
	}
	return Say("source."+string(source), "line", line)
}

// Label is the name of a field.
func Label(f wizard.Field) string { return Say("field." + string(f)) }

// Labels names several fields.
func Labels(fields []wizard.Field) string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = Label(f)
	}
	return strings.Join(all, ", ")
}

// Found says, a line each, what was found on this machine.
func Found(found wizard.Found) []string {
	if found.Err != nil {
		explained := Explain(found.Err)
		return []string{
			Say("found.none", "what", explained.What),
			Say("found.none.next", "next", lowerFirst(explained.Next)),
		}
	}
	lines := []string{
		location(found.Location),
		Plugin(found.Plugin),
		multisite(found.Multisite),
	}
	return append(lines, constants(found)...)
}

func location(l wpconfig.Location) string {
	if l.Above || l.Link != "" {
		return Say("found.config.elsewhere", "root", l.Root, "path", l.Config)
	}
	return Say("found.config", "root", l.Root)
}

// Plugin says which plugin is installed and what follows from its version.
func Plugin(plugin network.Plugin) string {
	return Say("found.plugin."+pluginKey(plugin), "version", plugin.Version)
}

func pluginKey(plugin network.Plugin) string {
	if plugin.Status != network.PluginFound {
		return "none"
	}
	switch plugin.Generation {
	case network.GenerationServer:
		return "server"
	case network.GenerationWebsite, network.GenerationStored:
		return "website"
	case network.GenerationNone:
		return "too_old"
	default:
		return "unknown"
	}
}

func multisite(m network.Multisite) string {
	switch {
	case !m.Enabled:
		return Say("found.multisite.none")
	case m.Subdomains:
		return Say("found.multisite.sub", "domain", m.MainDomain)
	default:
		return Say("found.multisite.dir", "domain", m.MainDomain)
	}
}

func constants(found wizard.Found) []string {
	var lines []string
	for _, f := range wizard.Fields() {
		c, ok := found.Constants[f]
		if !ok {
			continue
		}
		key := "found.constant"
		switch {
		case c.Leftover:
			key = "found.constant.copied"
		case !c.Effective:
			key = "found.constant.dead"
		case !f.Secret():
			key = "found.constant.value"
		}
		lines = append(lines, Say(key, "constant", f.Constant(), "line", c.Line, "value", c.Value))
	}
	if len(lines) == 0 {
		lines = []string{Say("found.constants.absent")}
	}
	return lines
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// Step is the name of a step.
func Step(step wizard.Step) string {
	names := map[wizard.Step]string{
		wizard.Intro: "intro", wizard.Credentials: "credentials", wizard.Connection: "connection",
		wizard.Reviewing: "review", wizard.Finished: "finished",
	}
	return Say("step." + names[step])
}

// Test is the name of a check of the connection test.
func Test(id wizard.TestID) string { return Say("test." + string(id)) }

// Incomplete says what keeps a step from being left. Ids are named only once
// the panel could have told them.
func Incomplete(e *wizard.IncompleteError) string {
	missing := slices.Concat(e.Missing.Fields, slices.Concat(e.Missing.Either...))
	if e.Running || slices.ContainsFunc(slices.Concat(missing, e.Fields), opensPanel) {
		missing = slices.DeleteFunc(missing, func(f wizard.Field) bool { return !opensPanel(f) })
	}
	var parts []string
	if len(e.Fields) > 0 {
		parts = append(parts, Say("incomplete.wrong", "fields", Labels(e.Fields)))
	}
	if len(missing) > 0 {
		parts = append(parts, Say("incomplete.missing", "fields", Labels(missing)))
	}
	switch {
	case e.Running && len(parts) == 0:
		parts = append(parts, Say("incomplete.going"))
	case e.Running:
		parts = append(parts, Say("incomplete.running"))
	}
	return strings.Join(parts, " ")
}

func opensPanel(f wizard.Field) bool { return f == wizard.URL || f == wizard.Token }
