// Package phpserial reads the format of PHP's serialize(), in which WordPress keeps arrays in its database.
//
// What is in a database may be damaged or hostile, so the reader never panics, never allocates more than the input
// justifies, and limits length and depth.
//
// Format: https://www.php.net/manual/en/function.serialize.php, and php_var_unserialize in PHP's
// ext/standard/var_unserializer.re.
package phpserial

// kind is the PHP type of a value.
type kind uint8

// The types. That of the zero Value is null.
const (
	kindNull kind = iota
	kindBool
	kindInt
	kindFloat
	kindString
	kindArray
	// kindObject is an object or enum case; its properties are not kept.
	kindObject
	// kindReference points at another value of the same input; it is not followed.
	kindReference
)

// Value is one PHP value.
type Value struct {
	kind   kind
	number int64 // of a kindInt; of a kindBool 0 or 1
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

// Text returns the content of a string.
func (v Value) Text() (string, bool) { return v.text, v.kind == kindString }

// Integer returns the number of an integer.
func (v Value) Integer() (int64, bool) { return v.number, v.kind == kindInt }

// Get returns an element of an array.
func (v Value) Get(name string) (Value, bool) {
	element, found := v.items[TextKey(name)]
	return element, found
}

// Truthy reports whether PHP takes the value for true. A reference counts as false: what it points at is not known.
func (v Value) Truthy() bool {
	switch v.kind {
	case kindBool, kindInt:
		return v.number != 0
	case kindFloat:
		return v.float != 0
	case kindString:
		return v.text != "" && v.text != "0"
	case kindArray:
		return len(v.items) > 0
	case kindObject:
		return true
	default:
		return false
	}
}
