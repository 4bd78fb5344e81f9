package doctor

import (
	"context"

	"enhance-wizard/wizard/phpreach"
)

// php lets the php command of this machine ask for the panel's version, as WordPress would.
func (e examination) php(ctx context.Context) []Finding {
	if e.Wizard.PHP == "" {
		return allNotChecked([]ID{PHPCommand, PHPReach}, ReasonNoPHP)
	}
	base, reason := e.base()
	location := e.Found.Location
	request := phpreach.Request{PHP: e.Wizard.PHP, Base: base, Root: location.Root, Owned: location.Config}
	said, err := phpreach.Run(ctx, request)
	if err != nil {
		return allFailed(failedOrEnded(ctx), err, PHPCommand, PHPReach)
	}
	command := ok(PHPCommand, "version", said.Version)
	switch {
	case reason != "":
		return []Finding{command, notChecked(PHPReach, reason)}
	case said.OtherAuthorities:
		return []Finding{command, notChecked(PHPReach, ReasonNoBundle, "path", request.Bundle())}
	default:
		return []Finding{command, judgePHP(said, base.String())}
	}
}

func judgePHP(said phpreach.Result, url string) Finding {
	params := []any{"url", url, "error", said.Error(), "status", said.Status}
	switch said.Stage {
	case phpreach.Answered:
		if said.Reached() {
			return ok(PHPReach, "url", url)
		}
		return problem(PHPReach, "url", url, "status", said.Status, "error", "")
	case phpreach.NoHost:
		return problem(PHPNoHost, params...)
	case phpreach.NoTrust:
		return problem(PHPNoTrust, params...)
	case phpreach.Unable:
		return notChecked(PHPReach, ReasonNoTLS)
	default:
		return problem(PHPReach, params...)
	}
}
