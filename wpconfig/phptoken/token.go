// Package phptoken splits PHP source into tokens, so that every byte of the file belongs to exactly one of them.
//
// It knows where strings, comments, heredocs and tags begin and end, as PHP's own lexer does
// (Zend/zend_language_scanner.l, PHP 7.3 to 8.5), and is no validator: most broken files tokenize too.
package phptoken

import "fmt"

// Kind is what a token is.
type Kind uint8

// The kinds of tokens.
const (
	// HTML is all text outside of PHP's tags, a byte order mark and a bare <? included.
	HTML Kind = iota
	// OpenTag is <?php with the one blank or line ending that follows it.
	OpenTag
	// OpenEcho is <?=.
	OpenEcho
	// CloseTag is ?> with the one line ending that follows it.
	CloseTag
	Whitespace
	// Comment is a comment of any form; that of a line ends before the line ending.
	Comment
	// Attribute is #[, which begins an attribute.
	Attribute
	// Name is a word, a keyword or a qualified name such as \define or A\b.
	Name
	Variable
	Number
	// String is a string in single or double quotes whose content is fixed.
	String
	// Template is a string in double quotes in which PHP replaces variables.
	Template
	// Heredoc is a heredoc or a nowdoc, from <<< to its closing label.
	Heredoc
	// Shell is a command in backticks.
	Shell
	// Punctuation is an operator, a bracket or a separator.
	Punctuation
	// Data is all that follows the statement __halt_compiler.
	Data
)

var kindNames = [...]string{
	"html", "open tag", "open echo", "close tag", "whitespace", "comment", "attribute", "name", "variable", "number",
	"string", "template", "heredoc", "shell", "punctuation", "data",
}

// String names the kind.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", k)
}

// Token is the bytes from Start up to, not including, End.
type Token struct {
	Kind       Kind
	Start, End int
}

// Text returns the token's bytes in the source it was read from.
func (t Token) Text(src []byte) []byte { return src[t.Start:t.End] }

// Fault is what keeps a file from being tokenized.
type Fault uint8

// The faults.
const (
	// Unterminated is a string, comment or heredoc that is not closed.
	Unterminated Fault = iota
	// BadCharacter is a byte that PHP does not accept in code.
	BadCharacter
	// TooDeep is code in strings in code, nested beyond what any person writes.
	TooDeep
)

// Error is the error of [Scan].
type Error struct {
	// Offset is where the token begins that could not be read.
	Offset int
	Fault  Fault
}

// Error gives the technical form.
func (e *Error) Error() string {
	words := [...]string{"unterminated", "bad character", "nested too deep"}
	return fmt.Sprintf("tokenizing at byte %d: %s", e.Offset, words[e.Fault])
}
