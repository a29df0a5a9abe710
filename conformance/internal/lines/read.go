// Package lines answers lines of standard input by lines of standard output, in the same order, on all cores.
package lines

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Reader reads lines of any length and passes over blank ones.
type Reader struct {
	input *bufio.Reader
}

// NewReader reads from input.
func NewReader(input io.Reader) *Reader {
	return &Reader{input: bufio.NewReaderSize(input, 1<<16)}
}

// Next gives the next line without its end, in memory of its own; io.EOF behind the last one.
func (r *Reader) Next() ([]byte, error) {
	for {
		line, err := r.input.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return line, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// First gives the first line, which a command expects to be the thing that is named.
func (r *Reader) First(name string) ([]byte, error) {
	line, err := r.Next()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("standard input is empty: its first line must be %s", name)
	}
	return line, err
}
