package wpconfig

import "fmt"

// Reason says why a file is not edited.
type Reason string

// Reasons that concern the whole file; [Location.Parse] gives these.
const (
	// ReasonEmpty is a file without content, or with blanks only.
	ReasonEmpty Reason = "empty"
	// ReasonTooLarge is a file above [MaxSize].
	ReasonTooLarge Reason = "too_large"
	// ReasonNoOpenTag is a file without <?php: PHP prints it as text.
	ReasonNoOpenTag Reason = "no_open_tag"
	// ReasonShortOpenTag is a bare <?, which is code or text as the setting short_open_tag says.
	ReasonShortOpenTag Reason = "short_open_tag"
	// ReasonUnterminated is a string, comment or heredoc that the file does not close.
	ReasonUnterminated Reason = "unterminated"
	// ReasonBadCharacter is a byte that PHP does not accept in code.
	ReasonBadCharacter Reason = "bad_character"
	// ReasonUnbalanced is a bracket without its partner.
	ReasonUnbalanced Reason = "unbalanced"
	// ReasonUnclear is a statement whose extent cannot be told with certainty.
	ReasonUnclear Reason = "unclear"
	// ReasonAttribute is a #[ that PHP 7 reads as a comment and PHP 8 as an attribute which declares nothing.
	ReasonAttribute Reason = "attribute"
	// ReasonTooDeep is nesting beyond what any person writes.
	ReasonTooDeep Reason = "too_deep"
)

// Reasons that concern the constants which are to be set; [File.Plan] gives these.
const (
	// ReasonNoSettings is a file that never loads wp-settings.php itself.
	ReasonNoSettings Reason = "no_settings"
	// ReasonSettingsInFunction is a load of wp-settings.php inside a function, closure or class.
	ReasonSettingsInFunction Reason = "settings_in_function"
	// ReasonSettingsInAlternative is a load of wp-settings.php inside the form "if: … endif;".
	ReasonSettingsInAlternative Reason = "settings_in_alternative_syntax"
	// ReasonSettingsInInclude is an included file that loads wp-settings.php before the file itself could.
	ReasonSettingsInInclude Reason = "settings_in_included_file"
	// ReasonUnreachable is a return, exit or goto which may keep a line from being run.
	ReasonUnreachable Reason = "unreachable"
	// ReasonConditional is a definition that holds only under a condition or in a loop.
	ReasonConditional Reason = "conditional"
	// ReasonInFunction is a definition inside a function, closure or class.
	ReasonInFunction Reason = "in_function"
	// ReasonExpression is a define() whose result is used.
	ReasonExpression Reason = "used_as_expression"
	// ReasonBuiltName is a definition whose name is put together from pieces.
	ReasonBuiltName Reason = "built_name"
	// ReasonArguments is a define() whose arguments cannot be told apart, such as unpacked ones.
	ReasonArguments Reason = "unclear_arguments"
	// ReasonNameElsewhere is the constant's name standing as a string where something else may define it.
	ReasonNameElsewhere Reason = "name_elsewhere"
	// ReasonIncludedFile is a definition, or possible definition, in an included file; the refusal's path is that file.
	ReasonIncludedFile Reason = "defined_in_included_file"
	// ReasonDefineReplaced is a file that makes "define" mean another function than PHP's own.
	ReasonDefineReplaced Reason = "define_replaced"
	// ReasonDead is a definition after the load of wp-settings.php which cannot be taken away with certainty.
	ReasonDead Reason = "after_settings"
	// ReasonNotAlone is a definition that cannot be taken away alone, as in const A = 1, B = 2.
	ReasonNotAlone Reason = "not_alone"
	// ReasonSelfCheck is an edit that our own reader did not find right; it is not given out.
	ReasonSelfCheck Reason = "self_check"
)

// Reasons returns every reason, for catalogues of sentences.
func Reasons() []Reason {
	return []Reason{
		ReasonEmpty, ReasonTooLarge, ReasonNoOpenTag, ReasonShortOpenTag, ReasonUnterminated, ReasonBadCharacter,
		ReasonUnbalanced, ReasonUnclear, ReasonAttribute, ReasonTooDeep, ReasonNoSettings, ReasonSettingsInFunction,
		ReasonSettingsInAlternative, ReasonSettingsInInclude, ReasonUnreachable, ReasonConditional, ReasonInFunction,
		ReasonExpression, ReasonBuiltName, ReasonArguments, ReasonNameElsewhere, ReasonIncludedFile,
		ReasonDefineReplaced, ReasonDead, ReasonNotAlone, ReasonSelfCheck,
	}
}

// Refusal is the error of a file that cannot be read or edited with certainty. The file was not touched.
type Refusal struct {
	// Path is the file that caused it: the one given, or one that it includes.
	Path string
	// Line is the line that caused it, counted from 1; 0 when no single line did.
	Line int
	// Name is the constant concerned, empty when it is the whole file.
	Name   string
	Reason Reason
}

// Error gives the technical form; package text words it for people.
func (r *Refusal) Error() string {
	at := r.Path
	if r.Line > 0 {
		at = fmt.Sprintf("%s:%d", r.Path, r.Line)
	}
	if r.Name != "" {
		return fmt.Sprintf("editing %s: %s: %s", at, r.Name, r.Reason)
	}
	return fmt.Sprintf("editing %s: %s", at, r.Reason)
}
