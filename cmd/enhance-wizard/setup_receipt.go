package main

import (
	"time"

	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
)

// receipt is a set-up's receipt in JSON.
type receipt struct {
	Changed    bool             `json:"changed"`
	Path       string           `json:"path"`
	Undo       *string          `json:"undo"`      // the id; null when nothing was written
	StateDir   *string          `json:"state_dir"` // where undo finds it; null for the usual folder
	Files      []changedFile    `json:"files"`
	At         time.Time        `json:"at"`
	Rows       []constantRow    `json:"constants"`
	Verified   []verification   `json:"verified"`
	Offline    bool             `json:"offline"`
	Key        *wizard.PanelKey `json:"panel_key"`
	Activation activation       `json:"activation"`
}

// constantRow is one constant; field and source are null for that of an extra.
type constantRow struct {
	Field    *wizard.Field       `json:"field"`
	Constant string              `json:"constant"`
	Value    string              `json:"value"`
	Old      *string             `json:"old"`
	Source   *wizard.Source      `json:"source"`
	Line     *int                `json:"line"`
	Action   wpconfig.ActionKind `json:"action"`
}

// changedFile is a file and where its old content is; null for one that was not there.
type changedFile struct {
	Path   string  `json:"path"`
	Backup *string `json:"backup"`
}

// verification is a proof, and why it was not possible.
type verification struct {
	Proof  wizard.Proof             `json:"proof"`
	State  wizard.State             `json:"state"`
	Reason *wpconfig.EvaluateReason `json:"reason"`
}

// activation says whether the integration is on, and where it is switched on.
type activation struct {
	State wizard.ActivationState `json:"state"`
	Page  *string                `json:"page"`
}

func receiptOf(r *wizard.Receipt) *receipt {
	if r == nil {
		return nil
	}
	in := &receipt{
		Changed: r.Changed, Path: r.Path, Undo: orNull(r.Undo), StateDir: orNull(r.StateDir),
		Files: make([]changedFile, len(r.Files)), At: r.At,
		Rows: constantRows(r.Rows), Verified: make([]verification, len(r.Verified)), Offline: r.Offline, Key: r.Key,
		Activation: activation{State: r.Activation.State, Page: orNull(r.Activation.Page)},
	}
	for i, f := range r.Files {
		in.Files[i] = changedFile{Path: f.Path, Backup: orNull(f.Backup)}
	}
	for i, v := range r.Verified {
		in.Verified[i] = verification{Proof: v.Proof, State: v.State, Reason: orNull(v.Reason)}
	}
	return in
}

func constantRows(rows []wizard.Row) []constantRow {
	all := make([]constantRow, len(rows))
	for i, r := range rows {
		all[i] = constantRow{
			Field: orNull(r.Field), Constant: r.Constant, Value: r.Value, Old: orNull(r.Old), Source: orNull(r.Source),
			Line: orNull(r.Line), Action: r.Action,
		}
	}
	return all
}

// orNull makes an absent fact null in JSON.
func orNull[T comparable](fact T) *T {
	var absent T
	if fact == absent {
		return nil
	}
	return &fact
}
