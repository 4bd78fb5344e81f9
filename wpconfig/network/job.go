package network

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"
)

// Hook is what a background job of the plugin does.
type Hook string

// The plugin's jobs around domains.
const (
	HookAddDomain       Hook = "wu_add_domain"
	HookRemoveDomain    Hook = "wu_remove_domain"
	HookAddSubdomain    Hook = "wu_add_subdomain"
	HookRemoveSubdomain Hook = "wu_remove_subdomain"
	HookCheckStage      Hook = "wu_async_process_domain_stage"
)

// JobStatus is where Action Scheduler has a job. A complete job says nothing about whether the push worked, so complete
// ones are not read.
type JobStatus string

// The statuses that are read.
const (
	JobPending JobStatus = "pending"
	JobRunning JobStatus = "in-progress"
	JobFailed  JobStatus = "failed"
)

// Job is one row of Action Scheduler's {prefix}actionscheduler_actions.
type Job struct {
	ID          int64
	Hook        Hook
	Status      JobStatus
	Domain      string    // for the jobs that push: the name, as in DomainMapping
	SiteID      int64     // for the jobs that push
	MappingID   int64     // for HookCheckStage: the id of the DomainMapping
	Tries       int64     // for HookCheckStage: checks made before this one
	Due         time.Time // UTC; zero when it has no date, such as a job to run at once
	LastAttempt time.Time // UTC; zero when it was never tried
	Attempts    int64
	Message     string // for failed jobs: the last line that Action Scheduler logged, at most 500 characters
}

// Overdue reports whether a job waits although its time came longer ago than grace: WP-Cron, or the cron job in its
// place, is not running.
func (j Job) Overdue(now time.Time, grace time.Duration) bool {
	return j.Status == JobPending && j.Due.Before(now.Add(-grace))
}

// jobLimit bounds how many jobs are read; the newest count.
const jobLimit = 10_000

// Jobs reads the plugin's pending, running and failed jobs around domains, the newest first, at most 10,000. The error
// is a *DatabaseError; CauseNoTable means that nothing was ever scheduled here.
func (d *Database) Jobs(ctx context.Context) ([]Job, error) {
	hooks := []Hook{HookAddDomain, HookRemoveDomain, HookAddSubdomain, HookRemoveSubdomain, HookCheckStage}
	statuses := []JobStatus{JobPending, JobRunning, JobFailed}
	var arguments []any
	for _, hook := range hooks {
		arguments = append(arguments, string(hook))
	}
	for _, status := range statuses {
		arguments = append(arguments, string(status))
	}
	actions, logs := d.table("actionscheduler_actions"), d.table("actionscheduler_logs")
	statement := "SELECT action_id, hook, status, LEFT(COALESCE(extended_args, args, ''), 8000), scheduled_date_gmt," +
		" last_attempt_gmt, attempts, CASE WHEN status = 'failed' THEN (SELECT LEFT(message, 500) FROM " +
		quoteName(logs) + " AS log WHERE log.action_id = action.action_id ORDER BY log_id DESC LIMIT 1) END FROM " +
		quoteName(actions) + " AS action WHERE hook IN (" + marks(len(hooks)) + ") AND status IN (" +
		marks(len(statuses)) + ") ORDER BY action_id DESC LIMIT ?"
	var jobs []Job
	err := d.read(ctx, actions, func(ctx context.Context, tx *sql.Tx) error {
		scan := func(rows *sql.Rows) error {
			job, err := scanJob(rows)
			jobs = append(jobs, job)
			return err
		}
		return query(ctx, tx, scan, statement, append(arguments, jobLimit)...)
	})
	if err != nil {
		return nil, err
	}
	return jobs, nil
}

func scanJob(rows *sql.Rows) (Job, error) {
	var job Job
	var arguments string
	var due, last, message sql.NullString
	err := rows.Scan(&job.ID, &job.Hook, &job.Status, &arguments, &due, &last, &job.Attempts, &message)
	job.Due, job.LastAttempt = parseTime(due.String), parseTime(last.String)
	job.Message = message.String
	job.readArguments(arguments)
	return job, err
}

// readArguments reads the JSON with which the plugin scheduled the job; what cannot be read stays empty.
func (j *Job) readArguments(text string) {
	var arguments struct {
		Domain    string      `json:"domain"`
		Subdomain string      `json:"subdomain"`
		SiteID    json.Number `json:"site_id"`
		DomainID  json.Number `json:"domain_id"`
		Tries     json.Number `json:"tries"`
	}
	if err := json.NewDecoder(strings.NewReader(text)).Decode(&arguments); err != nil {
		return
	}
	j.Domain = domainName(arguments.Domain + arguments.Subdomain) // one of the two
	j.SiteID, _ = arguments.SiteID.Int64()
	j.MappingID, _ = arguments.DomainID.Int64()
	j.Tries, _ = arguments.Tries.Int64()
}
