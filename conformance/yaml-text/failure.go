package main

import (
	"errors"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
)

// classOf says which step of kubectl's reading refused a file:
//
//	json       the file starts as JSON, and is neither JSON nor YAML; the error is that of the JSON reader
//	separator  something other than a comment stands behind ---
//	syntax     the YAML reader refuses the text; keys that are lists, aliases to nothing or to themselves, and wrong tags too
//	convert    it is YAML, but holds what JSON cannot: a number that is infinite, a key above 9223372036854775807
//	other      none of these
func classOf(err error) string {
	if jsonError := (yaml.JSONSyntaxError{}); errors.As(err, &jsonError) {
		return "json"
	}
	if yamlError := (yaml.YAMLSyntaxError{}); !errors.As(err, &yamlError) {
		return "other"
	}
	message := err.Error()
	switch {
	case strings.HasPrefix(message, "invalid Yaml document separator"):
		return "separator"
	case strings.HasPrefix(message, "error converting YAML to JSON: yaml: "):
		return "syntax"
	default:
		return "convert"
	}
}
