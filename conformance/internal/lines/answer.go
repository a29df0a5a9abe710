package lines

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"runtime"
)

// batch is as many lines as one core answers at a time: enough that handing them over costs nothing.
const batch = 64

type work struct {
	lines   [][]byte
	answers chan []byte
}

// Answer writes, for each line that is left to read, the answer to it as a line of JSON. newAnswer is called once per core: what it
// returns is called by one goroutine alone, and may keep state between calls.
func Answer[T any](input *Reader, output *bufio.Writer, newAnswer func() func(line []byte) T) error {
	cores := runtime.GOMAXPROCS(0)
	todo := make(chan work)
	inOrder := make(chan work, 4*cores)
	stop := make(chan struct{})
	defer close(stop)
	for range cores {
		answer := newAnswer()
		go func() {
			for item := range todo {
				item.answers <- answerAll(item.lines, answer)
			}
		}()
	}
	var readError error
	go func() {
		defer close(inOrder)
		defer close(todo)
		readError = hand(input, todo, inOrder, stop)
	}()
	for item := range inOrder {
		if _, err := output.Write(<-item.answers); err != nil {
			return err
		}
	}
	return readError
}

// hand gives the lines out in batches, to the cores and, in the same order, to the writer. It ends early when nobody writes any more.
func hand(input *Reader, todo chan<- work, inOrder chan<- work, stop <-chan struct{}) error {
	for {
		item := work{answers: make(chan []byte, 1)}
		var err error
		for len(item.lines) < batch && err == nil {
			var line []byte
			if line, err = input.Next(); err == nil {
				item.lines = append(item.lines, line)
			}
		}
		if len(item.lines) > 0 {
			select {
			case inOrder <- item:
				todo <- item
			case <-stop:
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func answerAll[T any](lines [][]byte, answer func(line []byte) T) []byte {
	var text []byte
	for _, line := range lines {
		text = append(text, Text(answer(line))...)
	}
	return text
}

// Text is a value as one line of JSON. Values that JSON cannot hold are a mistake of this module, hence the panic.
func Text(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return append(text, '\n')
}
