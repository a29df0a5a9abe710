// Command pod-security tells what the Pod Security Standards say of manifests, by pod-security-admission's own checks.
//
// Standard input: {"versions": ["1.0", …, "latest"]}, then a manifest a line, in JSON, of a kind that carries a pod template.
// Standard output: a header (header.go), then for each manifest a line {"verdicts": [one per version]} (verdict.go) or {"error": "…"}.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"

	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"

	"cdk8s-hardened.invalid/conformance/internal/lines"
)

func main() {
	log.SetFlags(0)
	messages := flag.Bool("messages", false, "say of each failing check why it fails")
	flag.Parse()
	if err := run(*messages); err != nil {
		log.Fatal(err)
	}
}

func run(messages bool) error {
	input := lines.NewReader(os.Stdin)
	versions, err := readVersions(input)
	if err != nil {
		return err
	}
	output := bufio.NewWriterSize(os.Stdout, 1<<20)
	if _, err := output.Write(lines.Text(newHeader(policy.DefaultChecks()))); err != nil {
		return err
	}
	judge, err := newJudge(versions, messages)
	if err != nil {
		return err
	}
	if err := lines.Answer(input, output, func() func([]byte) answer { return judge.answer }); err != nil {
		return err
	}
	return output.Flush()
}

func readVersions(input *lines.Reader) ([]api.Version, error) {
	line, err := input.First(`{"versions": ["1.0", …]}`)
	if err != nil {
		return nil, err
	}
	var job struct {
		Versions []string `json:"versions"`
	}
	if err := json.Unmarshal(line, &job); err != nil {
		return nil, fmt.Errorf(`the first line must be {"versions": ["1.0", …]}: %w`, err)
	}
	if len(job.Versions) == 0 {
		return nil, fmt.Errorf(`the first line must name versions, {"versions": ["1.0", …]}, but is %s`, line)
	}
	versions := make([]api.Version, len(job.Versions))
	for i, text := range job.Versions {
		if text != "latest" {
			text = "v" + text
		}
		if versions[i], err = api.ParseVersion(text); err != nil {
			return nil, fmt.Errorf("version %q: must be a minor version such as 1.25, or latest", job.Versions[i])
		}
	}
	return versions, nil
}
