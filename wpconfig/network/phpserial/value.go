// Package phpserial reads the format of PHP's serialize(), in which WordPress keeps arrays in its database.
//
// What is in a database may be damaged or hostile, so the reader never panics, never allocates more than the input
// justifies, and limits length and depth.
//
// Format: https://www.php.net/manual/en/function.serialize.php, and php_var_unserialize in PHP's
// ext/standard/var_unserializer.re.
package phpserial

// Kind is the PHP type of a value.
type Kind uint8

// The types. Null is that of the zero Value.
const (
	Null Kind = iota
	Bool
	Int
	Float
	String
	Array
	// Object is an object or enum case; its properties are not kept.
	Object
	// Reference points at another value of the same input; it is not followed.
	Reference
)

// Value is one PHP value.
type Value struct {
	kind   Kind
	number int64 // Int; Bool as 0 or 1
	float  float64
	text   string
	items  map[Key]Value
}

// Key is the key of an array element. As in PHP, a string that is a decimal integer is that integer.
type Key struct {
	text   string
	number int64
	isText bool
}

// TextKey makes a key from a string.
func TextKey(text string) Key {
	if number, ok := decimal(text); ok {
		return Key{number: number}
	}
	return Key{text: text, isText: true}
}

// Kind returns the type.
func (v Value) Kind() Kind { return v.kind }

// Text returns the content of a string.
func (v Value) Text() (string, bool) { return v.text, v.kind == String }

// Integer returns the number of an Int.
func (v Value) Integer() (int64, bool) { return v.number, v.kind == Int }

// Len returns the number of elements of an array, else 0.
func (v Value) Len() int { return len(v.items) }

// Get returns an element of an array.
func (v Value) Get(name string) (Value, bool) {
	element, found := v.items[TextKey(name)]
	return element, found
}

// Truthy reports whether PHP takes the value for true. A Reference counts as false: what it points at is not known.
func (v Value) Truthy() bool {
	switch v.kind {
	case Bool, Int:
		return v.number != 0
	case Float:
		return v.float != 0
	case String:
		return v.text != "" && v.text != "0"
	case Array:
		return len(v.items) > 0
	case Object:
		return true
	default:
		return false
	}
}
