package doctor

import (
	"context"
	"fmt"
	"slices"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
)

// reading is one constant as the plugin would get it.
type reading struct {
	field    wizard.Field
	constant wpconfig.Constant
	defined  bool
	// value is empty where there is none, and where only PHP can tell it.
	value string
	state readingState
}

type readingState int

const (
	absent   readingState = iota // not defined, or defined as nothing
	present                      // a text
	late                         // after wp-settings.php
	leftover                     // '0' to '3'
	computed                     // by code
)

func (r reading) place() string { return fmt.Sprintf("%s:%d", r.constant.Path, r.constant.Line) }

func readConstant(file *wpconfig.File, field wizard.Field) reading {
	r := reading{field: field}
	r.constant, r.defined = file.Constant(field.Constant())
	if !r.defined {
		return r
	}
	value, isText := file.Resolve(field.Constant())
	if !isText {
		value, isText = r.constant.Value.Text()
	}
	truth, known := r.constant.Value.Truth()
	number, isNumber := r.constant.Value.Integer()
	switch {
	case r.constant.Standing == wpconfig.Dead:
		r.state = late
	case isText && len(value) == 1 && value >= "0" && value <= "3", isNumber && number >= 0 && number <= 3:
		r.state = leftover
	case isText && value != "":
		r.state, r.value = present, value
	case isText, known && !truth: // PHP takes it for nothing, and so does the plugin
	default:
		r.state = computed
	}
	return r
}

// constants holds the constants against what the installed plugin reads.
func (e examination) constants(context.Context) []Finding {
	if e.Found.File == nil {
		return []Finding{notChecked(ConstantsPresent, ReasonNoWordPress)}
	}
	readings := map[wizard.Field]reading{}
	for _, field := range wizard.Fields() {
		readings[field] = readConstant(e.Found.File, field)
	}
	stored, storedKnown := e.stored()
	lack := lacking(readings, e.Found.Plugin.Generation, stored)
	if len(stored) == 0 && !storedKnown && len(lack) > 0 {
		return slices.Concat(e.malformed(readings), e.blemishes(readings),
			[]Finding{notChecked(ConstantsPresent, ReasonDatabase, "constants", names(lack))})
	}
	findings := slices.Concat(e.missing(lack, readings), e.malformed(readings), e.blemishes(readings),
		e.overlap(readings, stored))
	if !slices.ContainsFunc(findings, func(f Finding) bool { return f.Status == Problem || f.Status == NotChecked }) {
		findings = append(findings, ok(ConstantsPresent, "constants", names(needed(readings, e.Found.Plugin.Generation))))
	}
	return findings
}

// stored lists the fields whose value lies in the database too, and whether that could be seen. Only versions from
// 2.4.11 on look there.
func (e examination) stored() (fields []wizard.Field, known bool) {
	if e.Found.Plugin.Generation != network.GenerationStored {
		return nil, true
	}
	r := e.records()
	if r.reason != "" {
		return nil, false
	}
	for _, field := range wizard.Fields() {
		if slices.Contains(r.activation.Stored, field.Constant()) {
			fields = append(fields, field)
		}
	}
	return fields, true
}

// needed are the fields that the installed plugin reads. Where that is not known they are the first two, and the set of
// ids that is there.
func needed(readings map[wizard.Field]reading, generation network.Generation) []wizard.Field {
	all := []wizard.Field{wizard.URL, wizard.Token}
	switch generation {
	case network.GenerationServer:
		return append(all, wizard.Server)
	case network.GenerationWebsite, network.GenerationStored:
		return append(all, wizard.Org, wizard.Website)
	default:
	}
	for _, field := range []wizard.Field{wizard.Server, wizard.Org, wizard.Website} {
		if readings[field].state == present {
			all = append(all, field)
		}
	}
	return all
}

// lacking are the needed fields that the plugin gets no value for, because nobody gave one.
func lacking(readings map[wizard.Field]reading, generation network.Generation, stored []wizard.Field) []wizard.Field {
	return slices.DeleteFunc(needed(readings, generation), func(field wizard.Field) bool {
		return readings[field].state != absent || slices.Contains(stored, field)
	})
}

var missingIDs = map[wizard.Field]ID{
	wizard.URL: URLMissing, wizard.Token: TokenMissing, wizard.Server: ServerIDMissing,
	wizard.Org: OrgIDMissing, wizard.Website: WebsiteIDMissing,
}

// missing tells what lacks: the ids all in one where those of another plugin version are there.
func (e examination) missing(lack []wizard.Field, readings map[wizard.Field]reading) []Finding {
	has := func(field wizard.Field) bool { return readings[field].state != absent }
	byServer, byWebsite := has(wizard.Server), has(wizard.Org) && has(wizard.Website)
	plugin := e.Found.Plugin
	other := false
	var findings []Finding
	switch plugin.Generation {
	case network.GenerationServer:
		other = !byServer && byWebsite
	case network.GenerationWebsite, network.GenerationStored:
		other = byServer && slices.Contains(lack, wizard.Org) && slices.Contains(lack, wizard.Website)
	default:
		if !byServer && !byWebsite {
			findings = append(findings, problem(IDsMissing))
		}
	}
	if other {
		ids := slices.DeleteFunc(slices.Clone(lack), func(f wizard.Field) bool { return f == wizard.URL || f == wizard.Token })
		findings = append(findings, problem(ConstantsOther, "version", plugin.Version, "missing", names(ids)))
	}
	for _, field := range lack {
		if !other || field == wizard.URL || field == wizard.Token {
			findings = append(findings, problem(missingIDs[field], "constant", field.Constant()))
		}
	}
	return findings
}

// malformed judges the values as the plugin sends them: it repairs none.
func (e examination) malformed(readings map[wizard.Field]reading) []Finding {
	var findings []Finding
	for _, field := range needed(readings, e.Found.Plugin.Generation) {
		r := readings[field]
		if r.state != present {
			continue
		}
		switch field {
		case wizard.URL:
			findings = append(findings, e.judgeURL(r)...)
		case wizard.Token:
			token, err := enhance.ParseToken(r.value)
			if err == nil && token.Reveal() != r.value {
				err = &enhance.TokenError{Reason: enhance.TokenBadCharacter}
			}
			findings = append(findings, wrong(TokenMalformed, r, err)...)
		default:
			id, err := enhance.ParseID(r.value)
			if err == nil && len(id) != len(r.value) {
				err = &enhance.IDError{Reason: enhance.IDMalformed}
			}
			findings = append(findings, wrong(malformedIDs[field], r, err)...)
		}
	}
	return findings
}

var malformedIDs = map[wizard.Field]ID{
	wizard.Server: ServerIDMalformed, wizard.Org: OrgIDMalformed, wizard.Website: WebsiteIDMalformed,
}

func wrong(id ID, r reading, err error) []Finding {
	if err == nil {
		return nil
	}
	return []Finding{problem(id, "constant", r.field.Constant(), "place", r.place()).because(err)}
}

// judgeURL finds what a person's eye and this program's own reader forgive, and the plugin does not.
func (e examination) judgeURL(r reading) []Finding {
	base, err := enhance.ParseBaseURL(r.value, enhance.URLOptions{AllowHTTP: e.Wizard.AllowHTTP})
	if err != nil {
		if reason := urlReason(err); reason == enhance.URLHTTP || reason == enhance.URLHTTPNotLoopback {
			return []Finding{problem(URLHTTP, "place", r.place(), "suggestion", suggestion(err)).because(err)}
		}
		return wrong(URLMalformed, r, err)
	}
	switch fixes := base.Fixes(); {
	case slices.Contains(fixes, enhance.AddedScheme), slices.Contains(fixes, enhance.DroppedPath):
		return wrong(URLMalformed, r, &enhance.URLError{Reason: enhance.URLMalformed, Suggestion: base.String()})
	case slices.Contains(fixes, enhance.AddedAPI):
		return []Finding{problem(URLNoAPI, "place", r.place(), "suggestion", base.String())}
	default:
		return nil
	}
}

func names(fields []wizard.Field) []string {
	all := make([]string, len(fields))
	for i, field := range fields {
		all[i] = field.Constant()
	}
	return all
}
