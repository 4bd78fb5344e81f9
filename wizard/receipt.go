package wizard

import (
	"time"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
)

// Proof is one way in which the result was verified.
type Proof string

// The proofs, in the order they are tried.
const (
	// ProofReread: our own reader finds the wanted values in the file on disk.
	ProofReread Proof = "reread"
	// ProofLint: PHP accepts the file's syntax.
	ProofLint Proof = "php_lint"
	// ProofEvaluate: PHP, running the file as its owner, sees the wanted values
	// and everything else as before.
	ProofEvaluate Proof = "evaluate"
	// ProofVisit: the site answered before the change and answers after it.
	ProofVisit Proof = "visit"
)

// Verification is a proof and how it went. State is OK, or Unchecked when it
// was not possible; a failed one leads to an error, and the old file.
type Verification struct {
	Proof Proof
	State State
	// Reason says why the file was not evaluated; empty where it was, and for
	// the other proofs.
	Reason wpconfig.EvaluateReason
}

// Receipt is what a set-up did.
type Receipt struct {
	// Changed is false when the file said all of this already: then nothing was
	// written.
	Changed bool
	Path    string
	// Undo is the id for undo, empty when nothing was written.
	Undo string
	// StateDir is where undo finds it, empty for the folder in which it looks
	// by itself.
	StateDir string
	// Files are those that were changed.
	Files    []ChangedFile
	At       time.Time
	Rows     []Row
	Verified []Verification
	// Offline is true when the panel was not contacted.
	Offline bool
	// Key is the pinned key of the panel, which the next run asks for again.
	Key *PanelKey
	// Forgotten says why the next run will not know what wp-config.php cannot
	// hold; nil when it will.
	Forgotten  error
	Activation Activation
}

// ChangedFile is one changed file and where its old content is kept; the
// backup is empty for a file that was not there.
type ChangedFile struct {
	Path   string
	Backup string
}

// Activation says whether the plugin's integration is switched on: writing the
// constants does not do that (Ultimate Multisite, option wu_host_integrations_enabled).
type Activation struct {
	// State is "active", "inactive" or "unknown".
	State ActivationState
	// Page is the page of the network's admin where it is switched on, empty
	// when the network's address is not known.
	Page string
	// Err says why the state is unknown.
	Err error
	// Plugin is what is installed.
	Plugin network.Plugin
}

// ActivationState tells whether the integration is on.
type ActivationState string

// The states of the integration in WordPress.
const (
	Active            ActivationState = "active"
	Inactive          ActivationState = "inactive"
	ActivationUnknown ActivationState = "unknown"
)

// activationPage is the plugin's own wizard (Ultimate Multisite).
const activationPage = "wp-admin/network/admin.php?page=wp-ultimo-hosting-integration-wizard&integration=enhance"

// ActivationPage is the page of the network's admin where the integration is
// switched on, empty when the network's address is not known.
func (f Found) ActivationPage() string { return pageOf(f.Multisite) }

func pageOf(multisite network.Multisite) string {
	if multisite.MainDomain == "" {
		return ""
	}
	path := multisite.Path
	if path == "" {
		path = "/"
	}
	return "https://" + multisite.MainDomain + path + activationPage
}

// TakeReceipt ends the set-up.
func (s *Session) TakeReceipt(r Receipt) {
	s.receipt = &r
	s.step = Finished
}

// Receipt is what the set-up did, nil until it was applied.
func (s *Session) Receipt() *Receipt { return s.receipt }
