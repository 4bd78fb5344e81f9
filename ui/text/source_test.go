package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// repository is the module's root, seen from this package.
const repository = "../.."

// sources is every Go file of the program, its tests left out.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	files, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var parsed = sync.OnceValues(func() (map[string]*ast.File, error) {
	files := map[string]*ast.File{}
	err := filepath.WalkDir(repository, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if name == "testdata" || strings.HasPrefix(name, ".") && name != "." && name != ".." {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(repository, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(relative)] = file
		return nil
	})
	return files, err
})

// constantsOf lists the values of a folder's string constants of one type, for
// the types that have no list of their own.
func constantsOf(t *testing.T, folder, typeName string) []string {
	t.Helper()
	var values []string
	for path, file := range sources(t) {
		if filepath.ToSlash(filepath.Dir(path)) != folder {
			continue
		}
		for _, declaration := range file.Decls {
			general, ok := declaration.(*ast.GenDecl)
			if !ok || general.Tok != token.CONST {
				continue
			}
			for _, spec := range general.Specs {
				values = append(values, typedValues(spec.(*ast.ValueSpec), typeName)...)
			}
		}
	}
	if len(values) == 0 {
		t.Fatalf("no constants of type %s in %s", typeName, folder)
	}
	slices.Sort(values)
	return values
}

func typedValues(spec *ast.ValueSpec, typeName string) []string {
	if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != typeName {
		return nil
	}
	var values []string
	for _, value := range spec.Values {
		if text, ok := literal(value); ok && text != "" {
			values = append(values, text)
		}
	}
	return values
}

// literal is the value of a string literal.
func literal(expression ast.Expr) (string, bool) {
	basic, ok := expression.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}
