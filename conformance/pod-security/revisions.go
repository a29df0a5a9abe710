package main

import (
	"cmp"
	"slices"

	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// revision is a check as it stands at one version of the standards.
type revision struct {
	id  policy.CheckID
	run policy.CheckPodFn
}

// revisionsAt gives the checks that exist at a version, sorted by id: of each, the newest entry that is not newer than the version.
func revisionsAt(checks []policy.Check, version api.Version) []revision {
	var revisions []revision
	for _, check := range checks {
		for _, entry := range slices.Backward(check.Versions) {
			if !version.Older(entry.MinimumVersion) {
				revisions = append(revisions, revision{id: check.ID, run: entry.CheckPod})
				break
			}
		}
	}
	slices.SortFunc(revisions, func(a, b revision) int { return cmp.Compare(a.id, b.id) })
	return revisions
}
