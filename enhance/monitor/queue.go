package monitor

// queue is what waits for its turn, first in, first out.
type queue[T any] struct {
	items []T
	first int
}

func (q *queue[T]) len() int { return len(q.items) - q.first }

func (q *queue[T]) push(item T) { q.items = append(q.items, item) }

func (q *queue[T]) pop() T {
	var none T
	item := q.items[q.first]
	q.items[q.first] = none
	q.first++
	if q.first == len(q.items) {
		q.items, q.first = q.items[:0], 0
	}
	return item
}

// queues are one queue for what was asked for by hand, one for the slow lane, and one for the rest.
type queues[T any] struct{ urgent, patient, usual queue[T] }
