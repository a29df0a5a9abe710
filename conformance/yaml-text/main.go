// Command yaml-text-oracle tells what kubectl reads in a YAML file, by decoding the file as kubectl's resource builder does.
//
// Standard input: one JSON string a line, the text of a whole file.
// Standard output: for each of them a line, {"documents": […]} or {"error": "…"}.
package main

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type reading struct {
	Documents []json.RawMessage `json:"documents,omitempty"`
	Error     string            `json:"error,omitempty"`
}

func main() {
	files := json.NewDecoder(os.Stdin)
	readings := json.NewEncoder(os.Stdout)
	for {
		var file string
		err := files.Decode(&file)
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		if err := readings.Encode(read(file)); err != nil {
			log.Fatal(err)
		}
	}
}

func read(file string) reading {
	documents := yaml.NewYAMLOrJSONDecoder(strings.NewReader(file), 4096)
	read := reading{}
	for {
		document := runtime.RawExtension{}
		err := documents.Decode(&document)
		if errors.Is(err, io.EOF) {
			return read
		}
		if err != nil {
			return reading{Error: err.Error()}
		}
		if len(document.Raw) > 0 {
			read.Documents = append(read.Documents, document.Raw)
		}
	}
}
