package text

// Explanation is an error in a person's words: what happened, and what to do.
type Explanation struct {
	What string
	Next string
}

// Explain words any error of the program.
func Explain(err error) Explanation {
	return Explanation{What: Clean(err.Error())}
}
