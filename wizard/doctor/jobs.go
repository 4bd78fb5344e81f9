package doctor

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"time"

	"enhance-wizard/wpconfig/network"
)

const (
	// overdueAfter is when a job that waits shows that nothing runs jobs: WP-Cron needs a visitor to start it.
	overdueAfter = 15 * time.Minute
	// fullInterval is the plugin's default and its maximum (setting dns_check_interval).
	fullInterval = 300 * time.Second
)

// cron looks at who runs the jobs. Where WP-Cron is off, jobs that are not overdue show that something else does.
func (e examination) cron(jobs read[[]network.Job]) []Finding {
	multisite := e.Found.Multisite
	switch {
	case e.Found.File == nil:
		return []Finding{notChecked(CronSwitch, ReasonNoWordPress)}
	case slices.Contains(multisite.Unsure, "DISABLE_WP_CRON"):
		return []Finding{notChecked(CronSwitch, ReasonUnsure, "constants", []string{"DISABLE_WP_CRON"})}
	case !multisite.CronOff:
		return []Finding{ok(CronSwitch)}
	case jobs.err == nil && len(overdue(jobs.value, e.Now())) == 0:
		return []Finding{ok(CronReplaced)}
	default:
		return []Finding{warning(CronSwitch)}
	}
}

func overdue(jobs []network.Job, now time.Time) []network.Job {
	return slices.DeleteFunc(slices.Clone(jobs), func(j network.Job) bool { return !j.Overdue(now, overdueAfter) })
}

// jobs looks for jobs that wait too long, and for jobs that failed.
func jobs(r read[[]network.Job], now time.Time) []Finding {
	if r.err != nil {
		return allFailed(ReasonFailed, r.err, JobsOverdue, JobsFailed)
	}
	late, failed := ok(JobsOverdue), ok(JobsFailed)
	if waiting := overdue(r.value, now); len(waiting) > 0 {
		first := slices.MinFunc(waiting, func(a, b network.Job) int { return a.Due.Compare(b.Due) })
		late = problem(JobsOverdue, "n", len(waiting), "since", first.Due)
	}
	broken := slices.DeleteFunc(slices.Clone(r.value), func(j network.Job) bool { return j.Status != network.JobFailed })
	if len(broken) > 0 { // the newest comes first
		failed = warning(JobsFailed, "n", len(broken), "domain", broken[0].Domain, "message", broken[0].Message)
	}
	return []Finding{late, failed}
}

func settings(r read[network.Settings]) []Finding {
	if r.err != nil {
		return allFailed(ReasonFailed, r.err, DomainMapping, DNSInterval, PushLogging)
	}
	interval, logging := ok(DNSInterval, "interval", r.value.DNSInterval), ok(PushLogging)
	if r.value.DNSInterval < fullInterval {
		interval = warning(DNSInterval, "interval", r.value.DNSInterval)
	}
	if !r.value.LogsPushes() {
		logging = warning(PushLogging, "level", r.value.Logging)
	}
	return []Finding{yes(DomainMapping, r.value.DomainMapping), interval, logging}
}

// primaries looks for sites with two primary domains, which redirect to each other without end.
func primaries(r read[[]network.DomainMapping]) Finding {
	if r.err != nil {
		return notChecked(TwoPrimaries, ReasonFailed).because(r.err)
	}
	bySite := map[int64][]string{}
	for _, mapping := range r.value {
		if mapping.Primary {
			bySite[mapping.SiteID] = append(bySite[mapping.SiteID], mapping.Domain)
		}
	}
	for _, site := range slices.Sorted(maps.Keys(bySite)) {
		if len(bySite[site]) > 1 {
			return problem(TwoPrimaries, "domains", bySite[site], "site", strconv.FormatInt(site, 10))
		}
	}
	return ok(TwoPrimaries)
}

// pushes reads in the plugin's log how its last attempts ended: a failed one leaves no other trace.
func (e examination) pushes(context.Context) []Finding {
	if e.Found.File == nil {
		return []Finding{notChecked(Pushes, ReasonNoWordPress)}
	}
	path := e.Found.Multisite.Dirs.PushLogPath()
	log, err := network.ReadPushLog(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []Finding{notChecked(Pushes, ReasonNoLog, "path", path)}
	case err != nil:
		return []Finding{notChecked(Pushes, ReasonUnreadable).because(err)}
	}
	failed := map[string]network.Push{}
	var last network.Push
	for name, push := range log.Pushes {
		switch push.Outcome {
		case network.PushFailed, network.PushUnclear, network.PushNotConfigured:
			failed[name] = push
			if push.At.After(last.At) {
				last = push
			}
		default:
		}
	}
	if len(failed) == 0 {
		return []Finding{ok(Pushes, "n", len(log.Pushes))}
	}
	names := slices.Sorted(maps.Keys(failed))
	return []Finding{warning(Pushes, "n", len(names), "domains", names, "last", last.Domain, "at", last.At,
		"message", said(last), "path", path)}
}

func said(push network.Push) string {
	if push.Message == "" {
		return push.Missing
	}
	return push.Message
}
