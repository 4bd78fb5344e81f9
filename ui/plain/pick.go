package plain

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// listed is how many entries of a list are read out; of longer ones a person
// says a part of the name first.
const listed = 20

// pick asks for an answer where the panel may list what it can be: by its
// number, by a part of its name, or by the value itself.
func (r *setup) pick(ctx context.Context, f wizard.Field) error {
	shown := r.session.Choices(f)
	question := text.Label(f) + " (" + text.Say("field."+string(f)+".where") + ")"
	for {
		r.list(shown)
		value, err := r.ask(ctx, question, r.session.Answer(f).Value())
		if err != nil {
			return err
		}
		if n, err := strconv.Atoi(value); err == nil && n >= 1 && n <= len(shown) && len(shown) <= listed {
			r.session.Pick(f, shown[n-1].ID)
			return nil
		}
		matches := narrowed(r.session.Choices(f), value)
		if value == r.session.Answer(f).Value() || r.session.Fits(f, value) || len(matches) == 0 {
			r.take(f, value)
			return nil
		}
		shown = matches
	}
}

func (r *setup) take(f wizard.Field, value string) {
	if value == r.session.Answer(f).Value() {
		r.session.Recheck()
	}
	r.session.Type(f, value)
}

func (r *setup) list(choices []wizard.Choice) {
	if len(choices) > listed {
		r.say("plain.many", "n", len(choices))
		return
	}
	for i, choice := range choices {
		r.item(fmt.Sprintf("%d) %s", i+1, text.Clean(choice.Label+"  "+choice.Detail)))
	}
}

// narrowed are the choices that hold every word.
func narrowed(choices []wizard.Choice, words string) []wizard.Choice {
	wanted := strings.Fields(strings.ToLower(words))
	return slices.DeleteFunc(slices.Clone(choices), func(c wizard.Choice) bool {
		known := strings.ToLower(c.Label + "\n" + c.Detail + "\n" + c.ID)
		return slices.ContainsFunc(wanted, func(word string) bool { return !strings.Contains(known, word) })
	})
}
