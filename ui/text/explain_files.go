package text

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"

	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/safefile"
)

func explainRefused(e *safefile.RefusedError, _ []any) Explanation {
	return explain("refused."+string(e.Reason), "path", e.Path, "folder", filepath.Dir(e.Path))
}

func explainChanged(e *safefile.ChangedError, _ []any) Explanation {
	return explain("changed", "path", e.Path)
}

func explainList(e *inventory.ListError, _ []any) Explanation {
	if e.Line > 0 {
		return explain("usage.domains-file-line", "path", e.Path, "line", e.Line, "name", e.Text)
	}
	why := e.Err
	if path := (*fs.PathError)(nil); errors.As(e.Err, &path) {
		why = path.Err
	}
	return explain("usage.domains-file", "path", e.Path, "why", why.Error())
}

func explainBusy(e *safefile.BusyError, _ []any) Explanation {
	return explain("busy", "path", e.Path)
}

func explainEntry(e *safefile.EntryError, _ []any) Explanation {
	return explain("entry."+string(e.Reason), "id", e.ID)
}

// explainFailed says what stopped the operation and what the files hold now:
// that is what a person asks first.
func explainFailed(e *safefile.FailedError, _ []any) Explanation {
	outcome := explain("failed." + string(e.Outcome))
	explanation, ok := Explanation{}, false
	if e.Err != nil {
		explanation, ok = explained(e.Err, []any{"path", e.Path})
	}
	if !ok {
		cause := ""
		if e.Err != nil {
			cause = e.Err.Error()
		}
		explanation = explain("failed.step", "operation", e.Op, "path", e.Path, "error", cause)
	}
	explanation.What += " " + outcome.What
	if e.Outcome != safefile.OutcomeOld {
		explanation.Next = outcome.Next // first of all the files have to be right again
	}
	return explanation
}

func explainRefusal(e *wpconfig.Refusal, _ []any) Explanation {
	return explain("wpconfig."+string(e.Reason), "place", place(e.Path, e.Line), "constant", or(e.Name, "constant.any"))
}

// place names a line of a file; line 0 is the file as a whole.
func place(path string, line int) string {
	if line == 0 {
		return path
	}
	return Say("place", "path", path, "line", line)
}

func explainNotFound(e *wpconfig.NotFoundError, _ []any) Explanation {
	return explain("notfound."+string(e.Reason), "path", e.Dir)
}

func explainSetting(e *wpconfig.SettingError, _ []any) Explanation {
	return explain("setting."+string(e.Reason), "constant", e.Name)
}

func explainDatabase(e *network.DatabaseError, _ []any) Explanation {
	number := "" // the server did not answer with one
	if e.Number != 0 {
		number = strconv.Itoa(int(e.Number))
	}
	return explain("database."+string(e.Cause),
		"missing", listed(e.Missing), "address", e.Address, "table", e.Table, "number", number)
}

func explainLog(e *network.LogError, _ []any) Explanation {
	return explain("log."+string(e.Reason), "path", e.Path)
}
