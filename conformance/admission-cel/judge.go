package main

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// verdict is what all policies say of one form of an object.
type verdict struct {
	// Denied are the ids of the expressions that evaluate to false, in the order of the job.
	Denied []string `json:"denied"`
	// Errors are those that do not evaluate, or cost too much. A policy that fails closed denies these too.
	Errors map[string]string `json:"errors"`
	// Cost is what each expression cost; only with -costs.
	Cost map[string]int64 `json:"cost,omitempty"`
}

// judge asks every policy. It is for one goroutine.
type judge struct {
	policies []runnable
	options  options
	maxCost  []int64
}

type runnable struct {
	id        string
	meter     *metered
	validator validating.Validator
}

func newJudge(policies []compiled, options options) *judge {
	result := &judge{options: options, maxCost: make([]int64, len(policies))}
	for _, policy := range policies {
		meter := &metered{ConditionEvaluator: policy.evaluator}
		none := cel.NewCondition(nil)
		// No match conditions, audit annotations or message expressions; the failure policy is the default, Fail.
		validator := validating.NewValidator(meter, nil, none, none, nil, nil)
		result.policies = append(result.policies, runnable{id: policy.id, meter: meter, validator: validator})
	}
	return result
}

// verdict judges an object that is being created. There is no namespaceObject, no params and no authorizer to ask.
func (j *judge) verdict(object runtime.Object, identity identity) *verdict {
	attributes := identity.creation(object)
	result := &verdict{Denied: []string{}, Errors: map[string]string{}}
	if j.options.costs {
		result.Cost = map[string]int64{}
	}
	for i, policy := range j.policies {
		outcome := policy.validator.Validate(
			context.Background(), identity.resource, attributes, nil, nil, celconfig.RuntimeCELCostBudget, nil)
		result.add(policy.id, outcome.Decisions)
		j.maxCost[i] = max(j.maxCost[i], policy.meter.cost)
		if j.options.costs {
			result.Cost[policy.id] = policy.meter.cost
		}
	}
	return result
}

// add puts an expression where its decisions belong: an error of one validation weighs more than the denial of another.
func (v *verdict) add(id string, decisions []validating.PolicyDecision) {
	denied := false
	for _, decision := range decisions {
		if decision.Evaluation == validating.EvalError {
			v.Errors[id] = decision.Message
			return
		}
		denied = denied || decision.Action == validating.ActionDeny
	}
	if denied {
		v.Denied = append(v.Denied, id)
	}
}

// costs is the last line of the output.
type costs struct {
	MaxCost map[string]int64 `json:"maxCost"`
}

func highestCosts(judges []*judge) costs {
	result := costs{MaxCost: map[string]int64{}}
	for _, judge := range judges {
		for i, policy := range judge.policies {
			result.MaxCost[policy.id] = max(result.MaxCost[policy.id], judge.maxCost[i])
		}
	}
	return result
}
