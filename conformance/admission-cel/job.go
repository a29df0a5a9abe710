package main

import (
	"encoding/json"
	"fmt"

	"cdk8s-hardened.invalid/conformance/internal/lines"
)

// job is the first line of the input.
type job struct {
	Expressions []expression `json:"expressions"`
}

// expression is what one ValidatingAdmissionPolicy holds; its fields are named as there.
type expression struct {
	ID          string       `json:"id"`
	Variables   []variable   `json:"variables"`
	Validations []validation `json:"validations"`
}

type variable struct {
	Name       string `json:"name"`
	Expression string `json:"expression"`
}

type validation struct {
	Expression string `json:"expression"`
	Message    string `json:"message"`
}

const jobForm = `{"expressions": [{"id": "…", "variables": […], "validations": […]}]}`

func readJob(input *lines.Reader) (job, error) {
	line, err := input.First(jobForm)
	if err != nil {
		return job{}, err
	}
	var read job
	if err := json.Unmarshal(line, &read); err != nil {
		return job{}, fmt.Errorf("the first line must be %s: %w", jobForm, err)
	}
	known := map[string]bool{}
	for _, expression := range read.Expressions {
		if expression.ID == "" || known[expression.ID] {
			return job{}, fmt.Errorf("expression %q: each needs an id of its own", expression.ID)
		}
		known[expression.ID] = true
		if len(expression.Validations) == 0 {
			return job{}, fmt.Errorf("expression %q: has no validations", expression.ID)
		}
	}
	if len(known) == 0 {
		return job{}, fmt.Errorf("the first line must name expressions, %s, but is %s", jobForm, line)
	}
	return read, nil
}
