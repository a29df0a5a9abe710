package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type reading struct {
	Documents []json.RawMessage `json:"documents,omitempty"`
	Error     string            `json:"error,omitempty"`
	Class     string            `json:"class,omitempty"`
}

// read decodes a file as kubectl does for -f: a byte order mark chooses the encoding, UTF-8 otherwise, in which invalid bytes
// become U+FFFD; documents that are empty or null are passed over. Where one document cannot be read, none is given.
func read(file []byte) reading {
	text := transform.NewReader(bytes.NewReader(file), unicode.BOMOverride(unicode.UTF8.NewDecoder()))
	documents := yaml.NewYAMLOrJSONDecoder(text, 4096)
	read := reading{}
	for {
		document := runtime.RawExtension{}
		err := documents.Decode(&document)
		if errors.Is(err, io.EOF) {
			return read
		}
		if err != nil {
			return reading{Error: err.Error(), Class: classOf(err)}
		}
		raw := bytes.TrimSpace(document.Raw)
		if len(raw) > 0 && !bytes.Equal(raw, []byte("null")) {
			read.Documents = append(read.Documents, raw)
		}
	}
}
