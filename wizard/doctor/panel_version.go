package doctor

import (
	"context"

	"enhance-wizard/enhance"
)

// version tells whether the panel's interface has the form that plugins and this program change things by.
func (x *inquiry) version(context.Context) []Finding {
	panel := x.session.Panel()
	if panel == nil {
		return []Finding{notChecked(PanelVersion, ReasonUntold)}
	}
	switch enhance.GenerationOf(panel.Version) {
	case enhance.GenerationOld:
		return []Finding{warning(PanelVersion, "version", panel.Version)}
	case enhance.GenerationPresent:
		return []Finding{ok(PanelVersion, "version", panel.Version)}
	default:
		return []Finding{notChecked(PanelVersion, ReasonUntold)}
	}
}
