package doctor

import (
	"errors"
	"fmt"
	"slices"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
)

// blemishes are the ways in which a definition does not count, or will not for long.
func (e examination) blemishes(readings map[wizard.Field]reading) []Finding {
	var leftovers, lates, conditional, code []string
	for _, field := range wizard.Fields() {
		r := readings[field]
		if !r.defined {
			continue
		}
		named := field.Constant() + " " + r.place()
		switch r.state {
		case late:
			lates = append(lates, named)
		case leftover:
			leftovers = append(leftovers, named)
		case computed:
			code = append(code, field.Constant())
		default:
		}
		if r.state != late && !r.constant.Effective {
			conditional = append(conditional, named)
		}
	}
	var findings []Finding
	add := func(found []string, f Finding) {
		if len(found) > 0 {
			findings = append(findings, f)
		}
	}
	add(leftovers, problem(ConstantsLeftover, "places", leftovers))
	add(lates, problem(ConstantsLate, "places", lates))
	add(conditional, warning(ConstantsConditional, "places", conditional))
	add(code, notChecked(ConstantsComputed, ReasonUnsure, "constants", code))
	return append(findings, e.warnings()...)
}

// warnings are those of the file's reader that the readings do not tell.
func (e examination) warnings() []Finding {
	found := map[wpconfig.WarningKind][]string{}
	for _, w := range e.Found.File.Warnings(network.Constants()...) {
		place := w.Path
		if w.Line > 0 {
			place = fmt.Sprintf("%s:%d", w.Path, w.Line)
		}
		if w.Name != "" {
			place = w.Name + " " + place
		}
		if !slices.Contains(found[w.Kind], place) {
			found[w.Kind] = append(found[w.Kind], place)
		}
	}
	var findings []Finding
	for _, kind := range wpconfig.WarningKinds() {
		if id, told := warningIDs[kind]; told && found[kind] != nil {
			findings = append(findings, warning(id, "places", found[kind]))
		}
	}
	return findings
}

var warningIDs = map[wpconfig.WarningKind]ID{
	wpconfig.WarningDuplicate: ConstantsDuplicate, wpconfig.WarningOtherCase: ConstantsOtherCase,
	wpconfig.WarningDynamicName: ConstantsDynamic, wpconfig.WarningIncludeUnread: IncludeUnread,
}

// overlap is about values in the database: those that a constant overrides, those that are used, and those of them that
// the plugin can no longer open.
func (e examination) overlap(readings map[wizard.Field]reading, stored []wizard.Field) []Finding {
	var overridden, used, locked []wizard.Field
	for _, field := range stored {
		switch {
		case readings[field].state == present:
			overridden = append(overridden, field)
		case readings[field].state != absent, !slices.Contains(needed(readings, e.Found.Plugin.Generation), field):
		case slices.Contains(e.records().locked.value, field.Constant()):
			locked = append(locked, field)
		default:
			used = append(used, field)
		}
	}
	var findings []Finding
	if len(overridden) > 0 {
		findings = append(findings, warning(StoredOverridden, "constants", names(overridden)))
	}
	if len(used) > 0 {
		findings = append(findings, notChecked(StoredUsed, ReasonStored, "constants", names(used)))
	}
	if len(locked) > 0 {
		findings = append(findings, problem(StoredLocked, "constants", names(locked)))
	}
	return findings
}

func urlReason(err error) enhance.URLReason {
	var e *enhance.URLError
	if errors.As(err, &e) {
		return e.Reason
	}
	return ""
}

// suggestion is the address that would be taken, empty where there is no good guess.
func suggestion(err error) string {
	var e *enhance.URLError
	if errors.As(err, &e) {
		return e.Suggestion
	}
	return ""
}
