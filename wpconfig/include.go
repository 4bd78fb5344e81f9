package wpconfig

import (
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// settingsFile is the file whose load starts WordPress: what is defined later comes too late.
const settingsFile = "wp-settings.php"

// include is a require or include, once or not.
type include struct {
	token int
	// file is the expression that gives the path.
	file     span
	settings bool
	standing Standing
}

func (u *unit) newInclude(i int) *include {
	inc := &include{token: i, file: span{i + 1, u.includeEnd(i + 1)}}
	inc.settings = u.endsWithSettings(inc.file)
	switch path := find(u.statements, i); {
	case u.inBody(i):
		inc.standing = InFunction
	case u.ends >= 0 && i > u.ends:
		inc.standing = Conditional
	default:
		for _, st := range path {
			if st.kind != block && (st.kind != simple || st.first != i) {
				inc.standing = Conditional
			}
		}
	}
	return inc
}

// includeEnd returns the last token of the path that begins at i.
func (u *unit) includeEnd(i int) int {
	end := u.expressionEnd(i)
	for at := i; at <= end; at++ {
		switch u.word(at) {
		case "or", "and", "xor":
			return at - 1
		}
		for _, operator := range []string{"||", "&&", "?", "??", ":", "===", "!==", "==", "!="} {
			if u.is(at, operator) {
				return at - 1
			}
		}
		at = max(at, u.partner[at])
	}
	return end
}

// endsWithSettings tells whether the last string of a path names wp-settings.php.
func (u *unit) endsWithSettings(r span) bool {
	for i := r.last; i >= r.first; i-- {
		switch u.kind(i) {
		case phptoken.String:
			path, _ := u.literal(i)
			return isSettingsFile(path)
		case phptoken.Template:
			path := strings.TrimSuffix(u.at(i), `"`)
			return strings.HasSuffix(path, "/"+settingsFile) || strings.HasSuffix(path, "}"+settingsFile)
		case phptoken.Heredoc:
			path, _ := u.literal(i)
			return isSettingsFile(path)
		default:
		}
	}
	return false
}

func isSettingsFile(path string) bool {
	before, found := strings.CutSuffix(path, settingsFile)
	return found && (before == "" || strings.HasSuffix(before, "/") || strings.HasSuffix(before, `\`))
}
