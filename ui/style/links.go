package style

import "strings"

// hasLinks tells whether the terminal is known to show OSC 8 links, or at least
// to leave them out in peace. Over SSH little more than TERM arrives; the
// plain xterm that many others call themselves is left without links, and
// what is between the program and the terminal (tmux, screen) as well.
func hasLinks(env func(string) string) bool {
	kind := env("TERM")
	for _, known := range []string{"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "rio"} {
		if kind == known || strings.HasPrefix(kind, known+"-") {
			return true
		}
	}
	if !strings.HasPrefix(kind, "xterm") {
		return false
	}
	switch env("TERM_PROGRAM") {
	case "iTerm.app", "WezTerm", "vscode", "ghostty":
		return true
	}
	return env("WT_SESSION") != "" || env("KONSOLE_VERSION") != "" || hasVTELinks(env("VTE_VERSION"))
}

// hasVTELinks reads the version of the library behind GNOME's and other
// terminals, which has links since 0.50: "5000".
func hasVTELinks(version string) bool {
	const first = "5000"
	return len(version) > len(first) || len(version) == len(first) && version >= first
}
