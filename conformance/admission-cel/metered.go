package main

import (
	"context"

	admissionv1 "k8s.io/api/admission/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
)

// metered runs the validations of one policy and remembers what the last run cost, variables included, which the API server's
// validator keeps to itself. It is for one goroutine.
type metered struct {
	cel.ConditionEvaluator
	cost int64
}

// ForInput runs the validations within the budget of a policy. A run that exceeds the budget is an error, and costs the whole of it.
func (m *metered) ForInput(
	ctx context.Context, attributes *admission.VersionedAttributes, request *admissionv1.AdmissionRequest,
	inputs cel.OptionalVariableBindings, namespace *corev1.Namespace, budget int64,
) ([]cel.EvaluationResult, int64, error) {
	results, remaining, err := m.ConditionEvaluator.ForInput(ctx, attributes, request, inputs, namespace, budget)
	m.cost = budget - max(remaining, 0)
	return results, remaining, err
}
