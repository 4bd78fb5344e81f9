package doctor

import "enhance-wizard/wizard"

// Area is the part of the set-up that a finding is about.
type Area string

// The areas, in the order in which they are shown.
const (
	Panel     Area = "panel"
	Plugin    Area = "plugin"
	Constants Area = "constants"
	Multisite Area = "multisite"
	Cookies   Area = "cookies"
	Htaccess  Area = "htaccess"
	PHP       Area = "php"
	Machine   Area = "machine"
	Files     Area = "files"
	Jobs      Area = "jobs"
	Domains   Area = "domains"
)

// Areas lists all areas in their order.
func Areas() []Area {
	return []Area{Panel, Plugin, Constants, Multisite, Cookies, Htaccess, PHP, Machine, Files, Jobs, Domains}
}

// Status is the judgement of one finding.
type Status string

// The statuses.
const (
	Problem    Status = "problem"     // the integration does not work, or something is open to others
	Warning    Status = "warning"     // it works, and a person should know
	NotChecked Status = "not_checked" // it could not be looked at; Reason says why
	OK         Status = "ok"
)

// Statuses lists all statuses, the worst first.
func Statuses() []Status { return []Status{Problem, Warning, NotChecked, OK} }

// Reason says why something was not checked.
type Reason string

// The reasons.
const (
	ReasonOffline     Reason = "offline"      // the panel is to be left alone
	ReasonEarlier     Reason = "earlier"      // test: a check that this one builds on did not pass
	ReasonNoWordPress Reason = "no_wordpress" // no wp-config.php that can be read
	ReasonNoPlugin    Reason = "no_plugin"    // the plugin is not there
	ReasonNoURL       Reason = "no_url"       // no API URL that can be used
	ReasonNoToken     Reason = "no_token"     // no token that can be used
	ReasonNoID        Reason = "no_id"        // the id that is needed for it is not known
	ReasonStored      Reason = "stored"       // the values are in the database, encrypted
	ReasonDatabase    Reason = "database"     // the database cannot be read: finding DatabaseRead says why
	ReasonDamaged     Reason = "damaged"      // the option in the database cannot be read
	ReasonUnsure      Reason = "unsure"       // constants: only PHP can tell their value
	ReasonUnreadable  Reason = "unreadable"   // Err says why
	ReasonNoPHP       Reason = "no_php"       // no php command here
	ReasonNoTLS       Reason = "no_tls"       // this php command has no TLS without its configuration
	ReasonNoBundle    Reason = "no_bundle"    // path: PHP may not read the authorities that WordPress goes by
	ReasonNoLog       Reason = "no_log"       // the plugin's log does not exist
	ReasonUntold      Reason = "untold"       // the panel does not tell it
	ReasonUnseen      Reason = "unseen"       // nothing here shows it
	ReasonEdition     Reason = "edition"      // name: which of two kinds of this software it is
	ReasonUndecided   Reason = "undecided"    // domains: this machine's own line or resolver got in the way
	ReasonTime        Reason = "time"         // it took too long
	ReasonInterrupted Reason = "interrupted"
	ReasonFailed      Reason = "failed" // Err says why
)

// Reasons lists every reason.
func Reasons() []Reason {
	return []Reason{
		ReasonOffline, ReasonEarlier, ReasonNoWordPress, ReasonNoPlugin, ReasonNoURL, ReasonNoToken, ReasonNoID,
		ReasonStored, ReasonDatabase, ReasonDamaged, ReasonUnsure, ReasonUnreadable, ReasonNoPHP, ReasonNoTLS,
		ReasonNoBundle, ReasonNoLog, ReasonUntold, ReasonUnseen, ReasonEdition,
		ReasonUndecided, ReasonTime, ReasonInterrupted, ReasonFailed,
	}
}

// Finding is one thing that was looked at. Texts in it come from outside; none of them is the token.
type Finding struct {
	ID     ID
	Area   Area
	Status Status
	// Params are name, value pairs. A value is a string, an int, a []string, a time.Time or a time.Duration.
	Params []any
	// Reason is set for NotChecked alone.
	Reason Reason
	// Notes are what a passed check of the connection test tells.
	Notes []wizard.Note
	// Err is typed, and says more about what is wrong; nil when the id says all.
	Err error
}

func ok(id ID, params ...any) Finding      { return Finding{ID: id, Status: OK, Params: params} }
func warning(id ID, params ...any) Finding { return Finding{ID: id, Status: Warning, Params: params} }

func problem(id ID, params ...any) Finding { return Finding{ID: id, Status: Problem, Params: params} }

func notChecked(id ID, reason Reason, params ...any) Finding {
	return Finding{ID: id, Status: NotChecked, Reason: reason, Params: params}
}

// because adds the error that says more.
func (f Finding) because(err error) Finding {
	f.Err = err
	return f
}

// allNotChecked says of several things that they were not looked at, for one reason.
func allNotChecked(ids []ID, reason Reason, params ...any) []Finding {
	findings := make([]Finding, len(ids))
	for i, id := range ids {
		findings[i] = notChecked(id, reason, params...)
	}
	return findings
}

// allFailed says of several things that one error kept them from being looked at.
func allFailed(reason Reason, err error, ids ...ID) []Finding {
	findings := allNotChecked(ids, reason)
	for i := range findings {
		findings[i].Err = err
	}
	return findings
}

// yes is an OK where the fact holds, and else a problem.
func yes(id ID, holds bool, params ...any) Finding {
	if holds {
		return ok(id, params...)
	}
	return problem(id, params...)
}
