package wpconfig

import "slices"

// Standing is how far a definition holds.
type Standing uint8

// The standings of a definition, from the one that certainly holds on.
const (
	// Unconditional is a definition that PHP always runs.
	Unconditional Standing = iota
	// Guarded is a definition that PHP runs unless the same name was defined before.
	Guarded
	// Conditional is a definition in another condition, a loop, or an expression.
	Conditional
	// InFunction is a definition in a function, closure or class body.
	InFunction
	// Dead is a definition after the load of wp-settings.php.
	Dead
)

// Constant is what the file says about one constant: the definition that PHP keeps, which is the first.
type Constant struct {
	Name  string
	Value Value
	// Path is the file that defines it: the one parsed, or one that it includes.
	Path string
	// Line is where the definition begins, counted from 1.
	Line     int
	Standing Standing
	// Effective is true when WordPress is certain to see this value.
	Effective bool
	// Duplicates are the lines, in the same file, of further definitions, which PHP ignores.
	Duplicates []int
}

// Constant returns the definition of a constant that PHP keeps, as far as reading can tell: the first, or else one
// that comes too late.
func (f *File) Constant(name string) (Constant, bool) {
	live, dead := f.definitionsOf(name)
	all := slices.Concat(live, dead)
	if len(all) == 0 || name == tablePrefixVariable {
		return Constant{}, false
	}
	first := all[0]
	c := Constant{
		Name: name, Value: first.unit.readValue(first.value), Path: first.unit.path, Line: first.line(),
		Standing: first.standing, Effective: first.standing <= Guarded,
	}
	for _, d := range all[1:] {
		if d.standing == InFunction {
			c.Effective = false
		}
		if d.unit == first.unit && first.standing != Dead {
			c.Duplicates = append(c.Duplicates, d.line())
		}
	}
	return c, true
}

// definitionsOf returns what defines the name, in the order of running; dead are those after wp-settings.php.
func (f *File) definitionsOf(name string) (live, dead []*definition) {
	for _, d := range f.byName[name] {
		if d.standing == Dead {
			dead = append(dead, d)
		} else {
			live = append(live, d)
		}
	}
	return live, dead
}

// Constants returns every constant that is defined by a name which can be read, in the order of running.
func (f *File) Constants() []Constant {
	var all []Constant
	for _, d := range f.definitions {
		if f.byName[d.name][0] != d {
			continue
		}
		if c, ok := f.Constant(d.name); ok {
			all = append(all, c)
		}
	}
	return all
}

// Resolve returns the text of a constant that WordPress is certain to see: a string, or one put together from
// strings, __DIR__, dirname() and other such constants.
func (f *File) Resolve(name string) (string, bool) { return f.resolve(name, 0) }

func (f *File) resolve(name string, depth int) (string, bool) {
	if name == "ABSPATH" && f.root != "" {
		return f.root + "/", true
	}
	live, _ := f.definitionsOf(name)
	if len(live) == 0 || live[0].standing > Guarded || depth > maxFold {
		return "", false
	}
	return f.fold(live[0].unit, live[0].value, depth+1)
}

// TablePrefix returns $table_prefix as it is when WordPress starts, when that can be read.
func (f *File) TablePrefix() (string, bool) {
	live, _ := f.definitionsOf(tablePrefixVariable)
	if len(live) == 0 {
		return "", false
	}
	last := live[len(live)-1]
	for _, d := range live {
		if d.standing != Unconditional {
			return "", false
		}
	}
	return f.fold(last.unit, last.value, 0)
}
