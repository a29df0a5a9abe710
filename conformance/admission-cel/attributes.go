package main

import (
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/authentication/user"
)

// identity is what a request says of its object beside the object itself.
type identity struct {
	kind      schema.GroupVersionKind
	resource  schema.GroupVersionResource
	name      string
	namespace string
}

// newIdentity guesses the resource from the kind; only an expression that reads request.resource could see a wrong guess.
func newIdentity(kind schema.GroupVersionKind, name, namespace string) identity {
	resource, _ := meta.UnsafeGuessKindToResource(kind)
	return identity{kind: kind, resource: resource, name: name, namespace: namespace}
}

// creation describes the creation of an object by someone without a name.
func (i identity) creation(object runtime.Object) *admission.VersionedAttributes {
	attributes := admission.NewAttributesRecord(
		object, nil, i.kind, i.namespace, i.name, i.resource, "", admission.Create, &metav1.CreateOptions{}, false, &user.DefaultInfo{})
	return &admission.VersionedAttributes{
		Attributes:      attributes,
		VersionedObject: admission.NewLazyObject(object),
		VersionedKind:   i.kind,
	}
}
