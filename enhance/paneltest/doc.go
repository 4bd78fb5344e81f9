// Package paneltest is a panel to run against: it answers over HTTPS with an
// authority of its own, as the published specification says, and keeps state.
//
// Tests use it, and so does the program's demo, which is why it is part of the
// program and stands on the standard library alone. It shares no code with the
// client, so that the two can disagree.
package paneltest
