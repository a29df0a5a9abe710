package lines

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func TestAnswersComeInTheOrderOfTheLines(t *testing.T) {
	var input, want strings.Builder
	for i := range 10*batch + 1 {
		fmt.Fprintf(&input, "%d\n\n", i)
		fmt.Fprintf(&want, "\"%d\"\n", i)
	}
	var written bytes.Buffer
	output := bufio.NewWriter(&written)
	echo := func() func([]byte) string { return func(line []byte) string { return string(line) } }
	if err := Answer(NewReader(strings.NewReader(input.String())), output, echo); err != nil {
		t.Fatal(err)
	}
	if err := output.Flush(); err != nil {
		t.Fatal(err)
	}
	if written.String() != want.String() {
		t.Errorf("got %q", written.String())
	}
}

func TestALineMayBeLongAndTheLastOneNeedsNoEnd(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	reader := NewReader(strings.NewReader("\r\n" + long + "\r\nlast"))
	for _, want := range []string{long, "last"} {
		line, err := reader.Next()
		if err != nil || string(line) != want {
			t.Errorf("got %d bytes, %v", len(line), err)
		}
	}
}
