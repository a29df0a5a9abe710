// Package manifest decodes manifests into the Go types of the Kubernetes API.
package manifest

import (
	"fmt"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
)

// json is the decoder that a server has for application/json: unknown fields and repeated ones are passed over, wrong types are
// refused, and nothing is defaulted.
var json = func() runtime.Serializer {
	info, ok := runtime.SerializerInfoForMediaType(scheme.Codecs.SupportedMediaTypes(), runtime.ContentTypeJSON)
	if !ok {
		panic("client-go has no serializer for JSON")
	}
	return info.Serializer
}()

// Typed decodes a manifest in JSON. runtime.IsNotRegisteredError tells the error of a kind that client-go does not know.
func Typed(text []byte) (runtime.Object, error) {
	object, kind, err := json.Decode(text, nil, nil)
	if err != nil {
		return nil, err
	}
	if kind == nil {
		return nil, fmt.Errorf("the manifest has no apiVersion and kind")
	}
	object.GetObjectKind().SetGroupVersionKind(*kind)
	return object, nil
}
