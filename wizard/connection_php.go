package wizard

import (
	"context"
	"os"
	"time"

	"enhance-wizard/wizard/phpreach"
)

// reaching is how PHP would be asked to reach the panel. Asked is false where
// there is no PHP, or no WordPress whose authorities it would go by.
func (s *Session) reaching() (request phpreach.Request, asked bool) {
	location := s.found.Location
	request = phpreach.Request{PHP: s.options.PHP, Base: s.base, Root: location.Root, Owned: location.Config}
	if request.PHP == "" || location.Root == "" {
		return request, false
	}
	_, err := os.Stat(request.Bundle())
	return request, err == nil
}

// checkPHP lets PHP reach the panel, with the authorities that WordPress goes
// by. What keeps it from that keeps the plugin from it too, and is no reason to
// keep the constants from the file.
func (t Test) checkPHP(ctx context.Context) []Result {
	began := time.Now()
	said, err := phpreach.Run(ctx, t.reach)
	result := Result{ID: TestPHP, State: OK, Took: time.Since(began)}
	if err != nil || said.OtherAuthorities || said.Stage == phpreach.Unable {
		result.State, result.Notes = Unchecked, []Note{note(NotePHPUnasked)}
		return []Result{result}
	}
	if said.Reached() {
		result.Notes = []Note{note(NotePHPReaches, "version", said.Version)}
		return []Result{result}
	}
	kind := ConcernPHPUnreached
	switch said.Stage {
	case phpreach.NoHost:
		kind = ConcernPHPNoHost
	case phpreach.NoTrust:
		kind = ConcernPHPNoTrust
	default:
	}
	result.State, result.Err = Warning, concern(kind, "host", t.reach.Base.Host(), "error", said.Error())
	return []Result{result}
}

// isReachedByPHP tells whether PHP was asked and told the panel's version.
func (t Test) isReachedByPHP(ctx context.Context) bool {
	if !t.asksPHP {
		return false
	}
	said, err := phpreach.Run(ctx, t.reach)
	return err == nil && said.Reached()
}
