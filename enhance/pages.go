package enhance

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"strconv"
)

const (
	// pageSize is how many items are asked for at once. The panel may give fewer.
	pageSize = 250
	// maxPages bounds what a listing of [maxItems] costs when the panel's own
	// pages are much smaller.
	maxPages = 500
	// maxReadings bounds how often a listing is begun anew because it changed.
	maxReadings = 3
)

// readPages asks for every page of a listing. An offset counts what is there at
// that moment: when an item goes meanwhile, those behind it move up and one is
// on neither page. So each page begins with the last item of the page before,
// and where that is missing the listing is begun anew.
func readPages[T any](ctx context.Context, c *Client, r call, idOf func(T) ID) ([]T, error) {
	for reading := 1; ; reading++ {
		all, moved, err := readOnce(ctx, c, r, idOf, reading < maxReadings)
		if err != nil || !moved {
			return all, err
		}
	}
}

// readOnce reads from the first page to the last, unless it is to stop where the
// listing moved. A panel that ignores the offset, or whose total is wrong, ends
// it too: a page that brings nothing new is the last.
func readOnce[T any](
	ctx context.Context, c *Client, r call, idOf func(T) ID, stopWhenMoved bool,
) (all []T, moved bool, err error) {
	seen := map[ID]bool{}
	last := ID("")
	for pages, offset := 0, 0; ; pages++ {
		got, err := readPage(ctx, c, r, offset, idOf)
		if err != nil {
			return nil, false, err
		}
		before, joins := len(all), last == ""
		for _, item := range got.items {
			id := idOf(item)
			joins = joins || id == last
			if !seen[id] {
				seen[id] = true
				all = append(all, item)
			}
		}
		switch {
		case len(all) > maxItems || pages >= maxPages:
			return nil, false, c.bodyError(ctx, r, http.StatusOK, errTooLarge)
		case !joins && stopWhenMoved:
			return nil, true, nil
		case len(all) == before:
			return all, false, nil
		case got.isLast(offset):
			return all, false, nil
		}
		offset, last = offset+len(got.items), ""
		if len(got.items) > 1 {
			offset, last = offset-1, idOf(got.items[len(got.items)-1])
		}
	}
}

func readPage[T any](ctx context.Context, c *Client, r call, offset int, idOf func(T) ID) (page[T], error) {
	r.query = withPage(r.query, offset)
	got, err := read[page[T]](ctx, c, r)
	if err != nil {
		return got, err
	}
	for _, item := range got.items {
		if idOf(item) == "" {
			return got, c.bodyError(ctx, r, http.StatusOK, errNoID)
		}
	}
	if got.total > maxItems {
		return got, c.bodyError(ctx, r, http.StatusOK, errTooLarge)
	}
	return got, nil
}

// isLast reports whether nothing is behind the page that begins at offset.
func (p page[T]) isLast(offset int) bool {
	if p.total < 0 {
		return len(p.items) < pageSize
	}
	return offset+len(p.items) >= p.total
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
