package main

import (
	"encoding/json"
	"testing"

	"k8s.io/pod-security-admission/api"
)

func TestJudgesEachVersionByItsOwnEntries(t *testing.T) {
	judge, err := newJudge([]api.Version{api.MajorMinorVersion(1, 7), api.MajorMinorVersion(1, 8), api.LatestVersion()}, false)
	if err != nil {
		t.Fatal(err)
	}
	for manifest, want := range map[string]string{
		`{"apiVersion":"v1","kind":"Pod","spec":{"hostPID":true,"securityContext":{"runAsNonRoot":true},"containers":[{"name":"a"}],` +
			`"volumes":[{"name":"no-source"}]}}`: `{"verdicts":[` +
			`{"failing":["hostNamespaces"],"baseline":false,"restricted":false},` +
			`{"failing":["allowPrivilegeEscalation","hostNamespaces"],"baseline":false,"restricted":false},` +
			`{"failing":["allowPrivilegeEscalation","capabilities_restricted","hostNamespaces","seccompProfile_restricted"],` +
			`"baseline":false,"restricted":false}]}`,
		`{"apiVersion":"batch/v1","kind":"CronJob","spec":{"jobTemplate":{"spec":{"template":{"spec":{"unknown":1}}}}}}`: `{"verdicts":[` +
			`{"failing":[],"baseline":true,"restricted":true},` +
			`{"failing":[],"baseline":true,"restricted":true},` +
			`{"failing":[],"baseline":true,"restricted":true}]}`,
		`{"apiVersion":"v1","kind":"ReplicationController"}`: `{"error":"the object has no pod template"}`,
		`{"apiVersion":"v1","kind":"Service"}`:               `{"error":"unexpected object type: /v1, Kind=Service"}`,
	} {
		got, err := json.Marshal(judge.answer([]byte(manifest)))
		if err != nil || string(got) != want {
			t.Errorf("%s: got %s, want %s", manifest, got, want)
		}
	}
}

func TestAMessageIsTheReasonAndItsDetail(t *testing.T) {
	judge, err := newJudge([]api.Version{api.MajorMinorVersion(1, 7)}, true)
	if err != nil {
		t.Fatal(err)
	}
	const manifest = `{"apiVersion":"v1","kind":"Pod","spec":{"hostPID":true}}`
	const want = `{"verdicts":[{"failing":["hostNamespaces"],"baseline":false,"restricted":false,` +
		`"messages":{"hostNamespaces":"host namespaces (hostPID=true)"}}]}`
	got, err := json.Marshal(judge.answer([]byte(manifest)))
	if err != nil || string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
