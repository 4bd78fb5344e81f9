package doctor

import (
	"context"
	"strconv"
	"strings"
)

// The panel's interface took its present form with this version (specification of 9.9.0).
const modernMajor, modernMinor = 9, 9

func (x *inquiry) version(context.Context) []Finding {
	panel := x.session.Panel()
	if panel == nil {
		return []Finding{notChecked(PanelVersion, ReasonUntold)}
	}
	major, minor, found := majorMinor(panel.Version)
	switch {
	case !found:
		return []Finding{notChecked(PanelVersion, ReasonUntold)}
	case major < modernMajor, major == modernMajor && minor < modernMinor:
		return []Finding{warning(PanelVersion, "version", panel.Version)}
	default:
		return []Finding{ok(PanelVersion, "version", panel.Version)}
	}
}

func majorMinor(version string) (major, minor int, found bool) {
	first, rest, _ := strings.Cut(version, ".")
	second, _, _ := strings.Cut(rest, ".")
	major, majorErr := strconv.Atoi(first)
	minor, minorErr := strconv.Atoi(second)
	return major, minor, majorErr == nil && minorErr == nil
}
