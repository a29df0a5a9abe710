package main

import (
	"fmt"
	"sync"

	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/cel/environment"

	"cdk8s-hardened.invalid/conformance/internal/library"
)

// The environments that are tried. Before 1.28 CEL has no optional fields.
const (
	oldestMinor = 28
	newestMinor = 37
)

// compiled is a policy that is ready to run.
type compiled struct {
	id            string
	evaluator     cel.ConditionEvaluator
	lowestVersion string
	errors        []string
}

// header is the first line of the output.
type header struct {
	Expressions []headerExpression `json:"expressions"`
	// APIServer is the version of the library.
	APIServer string `json:"apiserver"`
}

type headerExpression struct {
	ID string `json:"id"`
	// LowestVersion is the lowest minor version, such as 1.28, whose environment, like all later ones, compiles the variables and
	// validations; absent where the newest does not. A server compiles new policies in the environment of the minor before its own.
	LowestVersion string `json:"lowestVersion,omitempty"`
	// Errors are those of the newest environment.
	Errors []string `json:"errors"`
}

func newHeader(policies []compiled) header {
	result := header{Expressions: make([]headerExpression, len(policies)), APIServer: library.Version("k8s.io/apiserver")}
	for i, policy := range policies {
		result.Expressions[i] = headerExpression{ID: policy.id, LowestVersion: policy.lowestVersion, Errors: policy.errors}
	}
	return result
}

// compileAll compiles every policy as a server runs it, and finds out which versions would accept it.
func compileAll(job job) ([]compiled, error) {
	// The server runs a stored policy in an environment that has every library, whatever the version that stored it.
	stored := newCompiler(environment.DefaultCompatibilityVersion(), environment.StoredExpressions)
	policies := make([]compiled, len(job.Expressions))
	for i, expression := range job.Expressions {
		evaluator, _, err := stored.compile(expression)
		if err != nil {
			return nil, fmt.Errorf("expression %q: %w", expression.ID, err)
		}
		policies[i] = compiled{id: expression.ID, evaluator: evaluator, errors: []string{}}
	}
	errorsAt, err := errorsByMinor(job)
	if err != nil {
		return nil, err
	}
	for i := range policies {
		for _, err := range errorsAt[newestMinor-oldestMinor][i] {
			policies[i].errors = append(policies[i].errors, err.Error())
		}
		for minor := newestMinor; minor >= oldestMinor && len(errorsAt[minor-oldestMinor][i]) == 0; minor-- {
			policies[i].lowestVersion = fmt.Sprintf("1.%d", minor)
		}
	}
	return policies, nil
}

// errorsByMinor tells, for each minor version from the oldest and each expression, what does not compile there.
func errorsByMinor(job job) ([][][]error, error) {
	const minors = newestMinor - oldestMinor + 1
	found := make([][][]error, minors)
	failures := make([]error, minors)
	var all sync.WaitGroup
	for i := range minors {
		all.Go(func() {
			compiler := newCompiler(version.MajorMinor(1, uint(oldestMinor+i)), environment.NewExpressions)
			found[i] = make([][]error, len(job.Expressions))
			for j, expression := range job.Expressions {
				if _, found[i][j], failures[i] = compiler.compile(expression); failures[i] != nil {
					return
				}
			}
		})
	}
	all.Wait()
	for i, err := range failures {
		if err != nil {
			return nil, fmt.Errorf("Kubernetes 1.%d: %w", oldestMinor+i, err)
		}
	}
	return found, nil
}
