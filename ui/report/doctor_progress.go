package report

import (
	"fmt"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/doctor"
)

// ShowPending replaces what the line says by how many areas have been looked at, and the first one that has not.
func (p *Progress) ShowPending(pending []doctor.Area) {
	if p.To == nil || len(pending) == 0 {
		return
	}
	p.shown = true
	all := len(doctor.Areas())
	fmt.Fprint(p.To, clearLine+text.Say("doctor.progress",
		"done", all-len(pending), "total", all, "area", text.DoctorArea(pending[0])))
}
