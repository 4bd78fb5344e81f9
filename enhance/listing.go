package enhance

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// pageSize is how many items are asked for at once. The panel may give fewer.
const pageSize = 250

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

// readPages asks for every page of a listing. A panel that ignores the offset,
// or whose total is wrong, ends it too: a page that brings nothing new is the last.
func readPages[T any](ctx context.Context, c *Client, r call, idOf func(T) ID) ([]T, error) {
	var all []T
	seen := map[ID]bool{}
	for offset := 0; ; {
		r.query = withPage(r.query, offset)
		got, err := read[page[T]](ctx, c, r)
		if err != nil {
			return nil, err
		}
		before := len(all)
		for _, item := range got.items {
			if idOf(item) == "" {
				return nil, c.bodyError(ctx, r, http.StatusOK, errNoID)
			}
			if !seen[idOf(item)] {
				seen[idOf(item)] = true
				all = append(all, item)
			}
		}
		if len(all) > maxItems || got.total > maxItems {
			return nil, c.bodyError(ctx, r, http.StatusOK, errTooLarge)
		}
		offset += len(got.items)
		complete := offset >= got.total
		if got.total < 0 {
			complete = len(got.items) < pageSize
		}
		if complete || len(all) == before {
			return all, nil
		}
	}
}

func withPage(query url.Values, offset int) url.Values {
	paged := maps.Clone(query)
	if paged == nil {
		paged = url.Values{}
	}
	paged.Set("offset", strconv.Itoa(offset))
	paged.Set("limit", strconv.Itoa(pageSize))
	return paged
}
