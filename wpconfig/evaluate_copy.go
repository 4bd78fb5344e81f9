package wpconfig

import (
	"path/filepath"
	"slices"
)

// loadsPlainly tells whether a copy can be made that does not start WordPress: the file itself loads it, and no file
// that it includes does.
func (f *File) loadsPlainly() bool {
	return len(f.loads) > 0 && !slices.ContainsFunc(f.loads, func(l load) bool { return l.through != nil }) &&
		filepath.IsAbs(f.main.path)
}

// evaluationCopy is the file with our own call in the place of the load of wp-settings.php. It is run from memory, so
// the names of the file and its directory, on which includes build, are written out.
func (f *File) evaluationCopy() []byte {
	u := f.main
	var edits []edit
	loaded := -1
	replace := func(first, last int, with string) {
		edits = append(edits, edit{u.code[first].Start, u.code[last].End, with})
	}
	for i := range u.code {
		inc := u.settingsAt(i)
		switch {
		case i <= loaded:
		case inc != nil:
			loaded = inc.file.last
			replace(i, loaded, `\EnhanceWizardEvaluation::reached()`)
		case u.word(i) == "__file__":
			replace(i, i, quote(u.path))
		case u.word(i) == "__dir__":
			replace(i, i, quote(filepath.Dir(u.path)))
		}
	}
	return apply(u.text, edits)
}

// settingsAt returns the load of wp-settings.php that begins at code token i, nil when none does.
func (u *unit) settingsAt(i int) *include {
	for _, inc := range u.includes {
		if inc.settings && inc.token == i {
			return inc
		}
	}
	return nil
}

// evaluationRoot is ABSPATH where the file leaves it to WordPress to define it, with its slash; else empty.
func (f *File) evaluationRoot() string {
	if f.root == "" || len(f.byName["ABSPATH"]) > 0 {
		return ""
	}
	return f.root + "/"
}
