package wpconfig

// Standing is how far a definition holds.
type Standing uint8

// The standings of a definition.
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
