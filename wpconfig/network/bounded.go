package network

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
)

// errNotRegular is what reading a folder, pipe or device gives.
var errNotRegular = errors.New("not a regular file")

// readHead reads at most limit bytes from the start of a regular file.
func readHead(path string, limit int64) ([]byte, error) {
	file, _, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer closeRead(file)
	return readAll(path, io.LimitReader(file, limit))
}

// readTail reads at most limit bytes from the end of a regular file, and tells whether that left something out.
func readTail(path string, limit int64) (tail []byte, partial bool, err error) {
	file, size, err := openRegular(path)
	if err != nil {
		return nil, false, err
	}
	defer closeRead(file)
	return tailOf(file, path, size, limit)
}

func tailOf(file *os.File, path string, size, limit int64) (tail []byte, partial bool, err error) {
	if size > limit {
		partial = true
		if _, err := file.Seek(size-limit, io.SeekStart); err != nil {
			return nil, false, fmt.Errorf("reading %s: %w", path, err)
		}
	}
	tail, err = readAll(path, io.LimitReader(file, limit))
	return tail, partial, err
}

// openRegular opens without waiting, so that a named pipe in the place of a file cannot hang the program.
func openRegular(path string) (*os.File, int64, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("reading %s: %w", path, errNotRegular)
	}
	if err != nil {
		closeRead(file)
		return nil, 0, err
	}
	return file, info.Size(), nil
}

func readAll(path string, from io.Reader) ([]byte, error) {
	content, err := io.ReadAll(from)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return content, nil
}

// closeRead closes a file that was only read: there is nothing left to fail.
func closeRead(file *os.File) {
	_ = file.Close()
}
