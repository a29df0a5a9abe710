package main

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apiserver/pkg/admission"

	"cdk8s-hardened.invalid/conformance/internal/manifest"
)

// answer is the line of one manifest.
type answer struct {
	// Raw is the verdict on the manifest as it is written, which is how a server judges custom resources.
	Raw *verdict `json:"raw,omitempty"`
	// Typed is the verdict on the Go object, which is how a server since 1.37 judges the kinds of Kubernetes; absent for other kinds.
	Typed *verdict `json:"typed,omitempty"`
	// Converted is the verdict on the Go object made into a map again, which is what servers up to 1.36 judge; only with -converted.
	Converted *verdict `json:"converted,omitempty"`
	// TypedError says why a manifest of a known kind is no such object; a server refuses it before admission.
	TypedError string `json:"typedError,omitempty"`
	// Error says why the line is no manifest at all.
	Error string `json:"error,omitempty"`
}

func (j *judge) answer(line []byte) answer {
	// This decoder keeps whole numbers whole. With doubles, expressions would give other verdicts.
	var fields map[string]any
	if err := json.Unmarshal(line, &fields); err != nil {
		return answer{Error: err.Error()}
	}
	raw := &unstructured.Unstructured{Object: fields}
	kind := raw.GroupVersionKind()
	if kind.Version == "" || kind.Kind == "" {
		return answer{Error: "the manifest has no apiVersion and kind"}
	}
	identity := newIdentity(kind, raw.GetName(), raw.GetNamespace())
	result := answer{Raw: j.verdict(raw, identity)}
	typed, err := manifest.Typed(line)
	if runtime.IsNotRegisteredError(err) {
		return result
	}
	if err != nil {
		result.TypedError = err.Error()
		return result
	}
	result.Typed = j.verdict(typed, identity)
	if j.options.converted {
		converted, err := admission.ConvertObjectToUnstructured(typed)
		if err != nil {
			return answer{Error: err.Error()}
		}
		result.Converted = j.verdict(converted, identity)
	}
	return result
}
