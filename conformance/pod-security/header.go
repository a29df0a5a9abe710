package main

import (
	"slices"
	"strings"

	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"

	"cdk8s-hardened.invalid/conformance/internal/library"
)

// header is the first line of the output.
type header struct {
	// Checks are the ids of all checks, sorted.
	Checks []policy.CheckID `json:"checks"`
	// Entries tell of each check its level and the versions at which it begins or changes.
	Entries map[policy.CheckID]entry `json:"entries"`
	// PodSecurityAdmission is the version of the library.
	PodSecurityAdmission string `json:"podSecurityAdmission"`
}

type entry struct {
	Level api.Level `json:"level"`
	// Since are minor versions such as 1.25, rising.
	Since []string `json:"since"`
	// Overrides are the baseline checks that the restricted level leaves out, for each of Since; absent where there are none.
	Overrides [][]policy.CheckID `json:"overrides,omitempty"`
}

func newHeader(checks []policy.Check) header {
	result := header{
		Checks:               []policy.CheckID{},
		Entries:              map[policy.CheckID]entry{},
		PodSecurityAdmission: library.Version("k8s.io/pod-security-admission"),
	}
	for _, check := range checks {
		result.Checks = append(result.Checks, check.ID)
		result.Entries[check.ID] = newEntry(check)
	}
	slices.Sort(result.Checks)
	return result
}

func newEntry(check policy.Check) entry {
	result := entry{Level: check.Level}
	overrides, some := [][]policy.CheckID{}, false
	for _, revision := range check.Versions {
		result.Since = append(result.Since, strings.TrimPrefix(revision.MinimumVersion.String(), "v"))
		overrides = append(overrides, append([]policy.CheckID{}, revision.OverrideCheckIDs...))
		some = some || len(revision.OverrideCheckIDs) > 0
	}
	if some {
		result.Overrides = overrides
	}
	return result
}
