package main

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/utils/ptr"
)

// defaultVolumes makes each volume that has no source an emptyDir, as the API server does before admission. It is the one default
// without which a check gives another verdict than in a cluster: restrictedVolumes has no word for a volume without a source.
func defaultVolumes(spec *corev1.PodSpec) {
	for i := range spec.Volumes {
		source := &spec.Volumes[i].VolumeSource
		if ptr.AllPtrFieldsNil(source) {
			source.EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
}
