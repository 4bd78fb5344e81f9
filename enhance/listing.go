package enhance

import (
	"context"
	"encoding/json"
	"slices"
)

// read asks for one object.
func read[T any](ctx context.Context, c *Client, r call) (T, error) {
	var value T
	got, err := c.do(ctx, r)
	if err != nil {
		return value, err
	}
	if err := decode(got.body, &value); err != nil {
		return value, c.bodyError(ctx, r, got.status, err)
	}
	return value, nil
}

// page is one answer of a listing: {"items": [...], "total": n} by the
// specification, grouped in an object or as a bare array by some panels.
type page[T any] struct {
	items []T
	// total is -1 when it was not told.
	total int
}

func (p *page[T]) UnmarshalJSON(data []byte) error {
	p.total = -1
	if data[0] != '{' {
		var items lenientList[T]
		err := items.UnmarshalJSON(data)
		p.items = items
		return err
	}
	var object struct {
		Items       presentList[T]  `json:"items"`
		Memberships presentList[T]  `json:"memberships"`
		Total       json.RawMessage `json:"total"`
	}
	if err := json.Unmarshal(data, &object); err != nil {
		return err
	}
	if !object.Items.present && !object.Memberships.present {
		return shapeError("the list is missing")
	}
	p.items = slices.Concat(object.Items.list, object.Memberships.list)
	p.total = totalOf(object.Total)
	return nil
}

// presentList knows an empty or null list from one that is not there.
type presentList[T any] struct {
	list    lenientList[T]
	present bool
}

func (l *presentList[T]) UnmarshalJSON(data []byte) error {
	l.present = true
	return l.list.UnmarshalJSON(data)
}
