package main

import (
	"encoding/json"
	"testing"
)

func TestReadsWhatKubectlReadsAndNamesTheStepThatRefuses(t *testing.T) {
	for file, want := range map[string]string{
		`"a: 1\n---\nnull\n---\n# c\n---\n{}"`: `{"documents":[{"a":1},{}]}`,
		`""`:                                   `{}`,
		`"a: yes"`:                             `{"documents":[{"a":true}]}`,
		`"\ufeffa: 1"`:                         `{"documents":[{"a":1}]}`,
		`{"base64":"//5hADoAIAAxAA=="}`:        `{"documents":[{"a":1}]}`,
		`{"base64":"YTog/w=="}`:                `{"documents":[{"a":"�"}]}`,
		`"{\"a\": 1} x"`:                       `{"error":"json: offset 10: invalid character 'x' looking for beginning of value","class":"json"}`,
		`"--- x\na: 1"`:                        `{"error":"invalid Yaml document separator: x","class":"separator"}`,
		`"a: *b"`:                              `{"error":"error converting YAML to JSON: yaml: unknown anchor 'b' referenced","class":"syntax"}`,
		`"a: .inf"`:                            `{"error":"error converting YAML to JSON: json: unsupported value: +Inf","class":"convert"}`,
		`"{}{}{} x"`:                           `{"error":"invalid character 'x' looking for beginning of value","class":"other"}`,
	} {
		var text fileText
		if err := json.Unmarshal([]byte(file), &text); err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(read(text))
		if err != nil || string(got) != want {
			t.Errorf("%s: got %s, want %s", file, got, want)
		}
	}
}
