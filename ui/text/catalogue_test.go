package text

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryKeyInTheSourceIsInTheCatalogue(t *testing.T) {
	u := newUses(sources(t))
	for _, problem := range u.unknown(english) {
		t.Error(problem)
	}
}

func TestEveryKeyOfTheCatalogueIsUsed(t *testing.T) {
	u := newUses(sources(t))
	for _, key := range slices.Sorted(maps.Keys(english)) {
		if !u.uses(key) {
			t.Errorf("%s is said nowhere", key)
		}
	}
}

func TestNoKeyIsInTwoTables(t *testing.T) {
	where := map[string]string{}
	for path, file := range sources(t) {
		if !isCatalogue(path) {
			continue
		}
		ast.Inspect(file, func(node ast.Node) bool {
			pair, ok := node.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			if key, ok := literal(pair.Key); ok {
				if first, twice := where[key]; twice {
					t.Errorf("%s is in %s and in %s", key, first, path)
				}
				where[key] = path
			}
			return true
		})
	}
	for key := range english {
		if where[key] == "" {
			t.Errorf("%s is in no table of a file english*.go", key)
		}
	}
	for key := range where {
		if !Has(key) {
			t.Errorf("%s is in a table that is not collected", key)
		}
	}
}

// The two tests above are only worth something if they can fail.
func TestTheCatalogueTestSeesWhatIsWrong(t *testing.T) {
	const source = `package face
import "enhance-wizard/ui/text"
func f(kind string) {
	text.Say("known.one")
	text.Say("unknown.one")
	text.Say("known.kind." + kind)
	text.Say("unknown.kind." + kind)
	text.Count("known.count", 2)
	text.Count("unknown.count", 2)
	shout("known.through")
	shout("known.misspelt")
	other.Say("not.ours")
	open("known.txt.bak/x")
}`
	file, err := parser.ParseFile(token.NewFileSet(), "face.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	catalogue := words{
		"known.one": "", "known.kind.a": "", "known.count.one": "", "known.count.other": "", "known.through": "",
		"known.unused": "", "known.kind.b.plain": "",
	}
	u := newUses(map[string]*ast.File{"ui/face/face.go": file})
	problems := strings.Join(u.unknown(catalogue), "\n")
	for _, wrong := range []string{"unknown.one", "unknown.kind.", "unknown.count.one", "unknown.count.other", "known.misspelt"} {
		if !strings.Contains(problems, wrong) {
			t.Errorf("%s was not noticed:\n%s", wrong, problems)
		}
	}
	if n := strings.Count(problems, "\n") + 1; n != 5 {
		t.Errorf("%d problems instead of 5:\n%s", n, problems)
	}
	for key := range catalogue {
		if used := u.uses(key); used == (key == "known.unused") {
			t.Errorf("%s used: %v", key, used)
		}
	}
}

// uses are the keys that the program's source mentions.
type uses struct {
	// literals are all texts, prefixes those to which something is added,
	// endings those that are added to something.
	literals, prefixes, endings map[string]bool
	// said are the keys, and prefixes of keys, that are said, each with its place.
	said, saidPrefixes map[string]string
	// inFaces are the texts of the rooms that speak to people.
	inFaces map[string]string
}

// sayers are the functions whose first argument is a key, and the endings of
// the keys they look up.
var sayers = map[string][]string{
	"Say": {""}, "Has": {""}, "Count": {".one", ".other"}, "sentence": {""}, "explain": {".what", ".next"},
}

func newUses(files map[string]*ast.File) *uses {
	u := &uses{
		literals: map[string]bool{}, prefixes: map[string]bool{},
		endings: map[string]bool{plain: true, ".what": true, ".next": true, ".one": true, ".other": true},
		said:    map[string]string{}, saidPrefixes: map[string]string{}, inFaces: map[string]string{},
	}
	for path, file := range files {
		if isCatalogue(path) {
			continue
		}
		ast.Inspect(file, func(node ast.Node) bool {
			switch n := node.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				u.text(path, n)
			case *ast.BinaryExpr:
				u.sum(n)
			case *ast.CallExpr:
				u.call(path, n)
			}
			return true
		})
	}
	return u
}

func isCatalogue(path string) bool { return strings.HasPrefix(path, "ui/text/english") }

func (u *uses) text(path string, basic *ast.BasicLit) {
	if text, ok := literal(basic); ok {
		u.literals[text] = true
		if strings.HasPrefix(path, "ui/") || strings.HasPrefix(path, "cmd/") {
			u.inFaces[text] = path
		}
	}
}

func (u *uses) sum(sum *ast.BinaryExpr) {
	if sum.Op != token.ADD {
		return
	}
	if text, ok := literal(sum.X); ok {
		u.prefixes[text] = true
	}
	if text, ok := literal(sum.Y); ok && strings.HasPrefix(text, ".") {
		u.endings[text] = true
	}
}

func (u *uses) call(path string, call *ast.CallExpr) {
	name, inside := "", strings.HasPrefix(path, "ui/text/")
	switch f := call.Fun.(type) {
	case *ast.Ident:
		if inside {
			name = f.Name
		}
	case *ast.SelectorExpr:
		if of, ok := f.X.(*ast.Ident); ok && of.Name == "text" {
			name = f.Sel.Name
		}
	}
	endings := sayers[name]
	if endings == nil || len(call.Args) == 0 {
		return
	}
	argument := call.Args[0]
	if key, ok := literal(argument); ok {
		for _, ending := range endings {
			u.said[key+ending] = path
		}
	}
	for {
		sum, ok := argument.(*ast.BinaryExpr)
		if !ok {
			return
		}
		if prefix, ok := literal(sum.X); ok {
			u.saidPrefixes[prefix] = path
		}
		argument = sum.X
	}
}

// keyShape is what a key looks like, so that one which reaches Say through
// another function is found too.
var keyShape = regexp.MustCompile(`^[a-z]+(\.[a-z0-9_-]+)+$`)

// unknown says what the source mentions and the catalogue does not have.
func (u *uses) unknown(catalogue words) []string {
	problems := map[string]bool{}
	for key, path := range u.said {
		if _, ok := catalogue[key]; !ok {
			problems[fmt.Sprintf("%s: the catalogue has no %s", path, key)] = true
		}
	}
	begins := func(prefix string) bool {
		for key := range catalogue {
			if strings.HasPrefix(key, prefix) {
				return true
			}
		}
		return false
	}
	for prefix, path := range u.saidPrefixes {
		if !begins(prefix) {
			problems[fmt.Sprintf("%s: no key of the catalogue begins with %s", path, prefix)] = true
		}
	}
	for key, path := range u.inFaces {
		subject, _, _ := strings.Cut(key, ".")
		if _, ok := catalogue[key]; ok || !keyShape.MatchString(key) || !begins(subject+".") || begins(key+".") {
			continue
		}
		problems[fmt.Sprintf("%s: %s looks like a key, and the catalogue does not have it", path, key)] = true
	}
	return slices.Sorted(maps.Keys(problems))
}

// uses reports whether the source may say a key: as it stands, by a prefix, or
// with endings that are added to it.
func (u *uses) uses(key string) bool {
	if u.literals[key] {
		return true
	}
	for prefix := range u.prefixes {
		if strings.Contains(prefix, ".") && strings.HasPrefix(key, prefix) {
			return true
		}
	}
	for ending := range u.endings {
		if base, ok := strings.CutSuffix(key, ending); ok && u.uses(base) {
			return true
		}
	}
	return false
}
