package enhance

import (
	"bytes"
	"encoding/json"
)

// lenientList is a list that may be null or absent. An object counts as the
// lists, or the items, that it groups.
type lenientList[T any] []T

func (l *lenientList[T]) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '[':
		return json.Unmarshal(data, (*[]T)(l))
	case '{':
		return l.addGroups(data)
	case 'n': // null
		return nil
	default:
		return shapeError("a list was expected")
	}
}

// addGroups takes the groups in the order in which they are written.
func (l *lenientList[T]) addGroups(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if _, err := decoder.Token(); err != nil {
		return err
	}
	for decoder.More() {
		if _, err := decoder.Token(); err != nil {
			return err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		if value[0] == '[' || value[0] == '{' {
			if err := l.addGroup(value); err != nil {
				return err
			}
		}
		if len(*l) > maxItems {
			return errTooLarge
		}
	}
	return nil
}

func (l *lenientList[T]) addGroup(value []byte) error {
	if value[0] == '[' {
		var group []T
		if err := json.Unmarshal(value, &group); err != nil {
			return err
		}
		*l = append(*l, group...)
		return nil
	}
	var item T
	if err := json.Unmarshal(value, &item); err != nil {
		return err
	}
	*l = append(*l, item)
	return nil
}
