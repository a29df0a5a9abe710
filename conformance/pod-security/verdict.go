package main

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/admission"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"

	"cdk8s-hardened.invalid/conformance/internal/manifest"
)

// answer is the line of one manifest.
type answer struct {
	Verdicts []verdict `json:"verdicts,omitempty"`
	Error    string    `json:"error,omitempty"`
}

// verdict is what one version of the standards says.
type verdict struct {
	// Failing are the checks that fail by themselves, whatever their level and whatever overrides them; sorted.
	Failing []policy.CheckID `json:"failing"`
	// Baseline and Restricted tell whether the level allows the pod.
	Baseline   bool `json:"baseline"`
	Restricted bool `json:"restricted"`
	// Messages are, for each failing check, its reason and, in brackets, its detail.
	Messages map[policy.CheckID]string `json:"messages,omitempty"`
}

// judge is shared by all cores: it holds nothing that changes.
type judge struct {
	versions  []api.Version
	checksAt  [][]revision
	evaluator policy.Evaluator
	messages  bool
}

func newJudge(versions []api.Version, messages bool) (*judge, error) {
	checks := policy.DefaultChecks()
	// Without an emulation version: the standards as the newest server knows them.
	evaluator, err := policy.NewEvaluator(checks, nil)
	if err != nil {
		return nil, err
	}
	checksAt := make([][]revision, len(versions))
	for i, version := range versions {
		checksAt[i] = revisionsAt(checks, version)
	}
	return &judge{versions: versions, checksAt: checksAt, evaluator: evaluator, messages: messages}, nil
}

func (j *judge) answer(line []byte) answer {
	object, err := manifest.Typed(line)
	if err != nil {
		return answer{Error: err.Error()}
	}
	metadata, spec, err := admission.DefaultPodSpecExtractor{}.ExtractPodSpec(object)
	if err != nil {
		return answer{Error: err.Error()}
	}
	if spec == nil {
		return answer{Error: "the object has no pod template"}
	}
	defaultVolumes(spec)
	verdicts := make([]verdict, len(j.versions))
	for i, version := range j.versions {
		verdicts[i] = j.verdict(j.checksAt[i], version, metadata, spec)
	}
	return answer{Verdicts: verdicts}
}

func (j *judge) verdict(checks []revision, version api.Version, metadata *metav1.ObjectMeta, spec *corev1.PodSpec) verdict {
	result := verdict{
		Failing:    []policy.CheckID{},
		Baseline:   j.allowed(api.LevelBaseline, version, metadata, spec),
		Restricted: j.allowed(api.LevelRestricted, version, metadata, spec),
	}
	if j.messages {
		result.Messages = map[policy.CheckID]string{}
	}
	for _, check := range checks {
		outcome := check.run(metadata, spec)
		if outcome.Allowed {
			continue
		}
		result.Failing = append(result.Failing, check.id)
		if j.messages {
			aggregate := policy.AggregateCheckResults([]policy.CheckResult{outcome})
			result.Messages[check.id] = aggregate.ForbiddenDetail()
		}
	}
	return result
}

func (j *judge) allowed(level api.Level, version api.Version, metadata *metav1.ObjectMeta, spec *corev1.PodSpec) bool {
	results := j.evaluator.EvaluatePod(api.LevelVersion{Level: level, Version: version}, metadata, spec)
	return policy.AggregateCheckResults(results).Allowed
}
