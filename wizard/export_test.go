package wizard

import "time"

// PHP is in no hurry: other tests run at the same time.
func init() { evaluateLimit = time.Minute }
