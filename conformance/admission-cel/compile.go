package main

import (
	"encoding/json"

	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/cel/environment"
)

// declared is what the API server declares to the expressions of a policy without paramKind.
var declared = cel.OptionalVariableDeclarations{HasParams: false, HasAuthorizer: true}

// compiler compiles the expressions of policies as the API server does, in the environment of one Kubernetes version. Building an
// environment is slow, so policies that have the same variables share one; neither changes the other, for a variable is evaluated,
// and paid for, by those who use it.
type compiler struct {
	version   *version.Version
	mode      environment.Type
	variables map[string]*variableCompiler
}

type variableCompiler struct {
	*cel.CompositedCompiler
	errors []error
}

func newCompiler(version *version.Version, mode environment.Type) *compiler {
	return &compiler{version: version, mode: mode, variables: map[string]*variableCompiler{}}
}

// compile gives the validations of a policy, ready to run, and the errors in its variables and validations.
func (c *compiler) compile(policy expression) (cel.ConditionEvaluator, []error, error) {
	variables, err := c.withVariables(policy.Variables)
	if err != nil {
		return nil, nil, err
	}
	conditions := make([]cel.ExpressionAccessor, len(policy.Validations))
	for i, validation := range policy.Validations {
		conditions[i] = &validating.ValidationCondition{Expression: validation.Expression, Message: validation.Message}
	}
	evaluator := variables.CompileCondition(conditions, declared, c.mode)
	return evaluator, append(variables.errors[:len(variables.errors):len(variables.errors)], evaluator.CompilationErrors()...), nil
}

func (c *compiler) withVariables(variables []variable) (*variableCompiler, error) {
	key, err := json.Marshal(variables)
	if err != nil {
		return nil, err
	}
	if known := c.variables[string(key)]; known != nil {
		return known, nil
	}
	composited, err := cel.NewCompositedCompiler(environment.MustBaseEnvSet(c.version))
	if err != nil {
		return nil, err
	}
	result := &variableCompiler{CompositedCompiler: composited}
	for _, variable := range variables {
		accessor := &validating.Variable{Name: variable.Name, Expression: variable.Expression}
		if compiled := composited.CompileAndStoreVariable(accessor, declared, c.mode); compiled.Error != nil {
			result.errors = append(result.errors, compiled.Error)
		}
	}
	c.variables[string(key)] = result
	return result, nil
}
