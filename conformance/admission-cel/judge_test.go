package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func expressionOf(id, text string, variables ...variable) expression {
	return expression{ID: id, Variables: variables, Validations: []validation{{Expression: text, Message: "no"}}}
}

func compiledOf(t *testing.T, expressions ...expression) []compiled {
	t.Helper()
	policies, err := compileAll(job{Expressions: expressions})
	if err != nil {
		t.Fatal(err)
	}
	return policies
}

func answerOf(t *testing.T, options options, manifest string, expressions ...expression) string {
	t.Helper()
	text, err := json.Marshal(newJudge(compiledOf(t, expressions...), options).answer([]byte(manifest)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheFormsOfAnObjectDiffer(t *testing.T) {
	resources := expressionOf("resources", `!has(variables.c.resources)`, variable{Name: "c", Expression: `object.spec.containers[0]`})
	zero := expressionOf("zero", `!optional.ofNonZeroValue(object.spec.?securityContext.orValue(null)).hasValue()`)
	whole := expressionOf("whole", `type(object.spec.priority) == int`)
	const manifest = `{"apiVersion":"v1","kind":"Pod","spec":{"priority":3,"securityContext":{},"containers":[{"name":"a"}]}}`
	const want = `{"raw":{"denied":[],"errors":{}},"typed":{"denied":["resources","zero"],"errors":{}},` +
		`"converted":{"denied":["resources"],"errors":{}}}`
	if got := answerOf(t, options{converted: true}, manifest, resources, zero, whole); got != want {
		t.Errorf("got %s", got)
	}
}

func TestAnUnknownKindIsJudgedRawAndABrokenOneIsNotTyped(t *testing.T) {
	allowed := expressionOf("allowed", `true`)
	for manifest, want := range map[string]string{
		`{"apiVersion":"a.example/v1","kind":"A"}`: `{"raw":{"denied":[],"errors":{}}}`,
		`{"apiVersion":"v1","kind":"Pod","spec":"broken"}`: `{"raw":{"denied":[],"errors":{}},` +
			`"typedError":"json: cannot unmarshal string into Go struct field Pod.spec of type v1.PodSpec"}`,
		`{"kind":"Pod"}`: `{"error":"the manifest has no apiVersion and kind"}`,
	} {
		if got := answerOf(t, options{}, manifest, allowed); got != want {
			t.Errorf("%s: got %s", manifest, got)
		}
	}
}

func TestTheLimitsOfTheServerHold(t *testing.T) {
	// contains costs a hundredth of the product of both lengths, and takes no time here.
	manifest := fmt.Sprintf(`{"apiVersion":"a.example/v1","kind":"A","long":"%s","longer":"%s"}`,
		strings.Repeat("x", 9_000), strings.Repeat("x", 12_000))
	perCall := expressionOf("per-call", `object.longer.contains(object.longer)`)
	budget := expressionOf("budget", `true`)
	for range 13 {
		budget.Validations = append(budget.Validations, validation{Expression: `object.long.contains(object.long)`})
	}
	const want = `{"raw":{"denied":[],"errors":{"budget":"validation failed due to running out of cost budget, no further validation rules ` +
		`will be run","per-call":"expression 'object.longer.contains(object.longer)' resulted in error: operation cancelled: actual cost ` +
		`limit exceeded"},"cost":{"budget":10000000,"per-call":1440004}}}`
	if got := answerOf(t, options{costs: true}, manifest, perCall, budget); got != want {
		t.Errorf("got %s", got)
	}
}

func TestTheLowestVersionIsThatOfTheYoungestLibrary(t *testing.T) {
	policies := compiledOf(t,
		expressionOf("optional", `object.?a.hasValue()`),
		expressionOf("sets", `variables.ok`, variable{Name: "ok", Expression: `sets.contains([1], [1])`}),
		expressionOf("two-variables", `{"a": 1}.all(k, v, v == 1)`),
		expressionOf("typo", `object.a.sise() == 1`))
	got, err := json.Marshal(newHeader(policies).Expressions)
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{"id":"optional","lowestVersion":"1.28","errors":[]},{"id":"sets","lowestVersion":"1.29","errors":[]},` +
		`{"id":"two-variables","lowestVersion":"1.32","errors":[]},{"id":"typo","errors":["compilation failed: ERROR: \u003cinput\u003e:1:14: ` +
		`undeclared reference to 'sise' (in container '')\n | object.a.sise() == 1\n | .............^"]}]`
	if string(got) != want {
		t.Errorf("got %s", got)
	}
}
