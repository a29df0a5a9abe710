// Command yaml-text tells what kubectl reads in a YAML file, by decoding the file as kubectl's resource builder does.
//
// Standard input: one file a line, as a JSON string or, for bytes that no JSON string can hold, as {"base64": "…"}.
// Standard output: for each of them a line, {"documents": […]} or {"error": "…", "class": "…"}; the classes are in failure.go.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
)

func main() {
	files := json.NewDecoder(bufio.NewReader(os.Stdin))
	output := bufio.NewWriter(os.Stdout)
	readings := json.NewEncoder(output)
	for {
		var file fileText
		err := files.Decode(&file)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		if err := readings.Encode(read(file)); err != nil {
			log.Fatal(err)
		}
	}
	if err := output.Flush(); err != nil {
		log.Fatal(err)
	}
}
