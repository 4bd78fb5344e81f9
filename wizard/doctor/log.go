package doctor

import (
	"context"
	"log/slog"
	"time"
)

// report logs what a check found: what is wrong always, and the rest for who looks closer.
func report(ctx context.Context, logger *slog.Logger, findings []Finding, took time.Duration) {
	if logger == nil {
		return
	}
	for _, f := range findings {
		level := slog.LevelDebug
		if f.Status == Problem || f.Status == Warning {
			level = slog.LevelInfo
		}
		attributes := []slog.Attr{slog.String("id", string(f.ID)), slog.String("status", string(f.Status)), slog.Duration("took", took)}
		if f.Reason != "" {
			attributes = append(attributes, slog.String("reason", string(f.Reason)))
		}
		if f.Err != nil {
			attributes = append(attributes, slog.String("error", f.Err.Error()))
		}
		logger.LogAttrs(ctx, level, "finding", attributes...)
	}
}
