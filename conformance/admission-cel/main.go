// Command admission-cel tells what expressions in CEL say of manifests, by the API server's own ValidatingAdmissionPolicy machinery.
//
// Standard input: a job (job.go) on the first line, then a manifest a line, in JSON.
// Standard output: a header (compiled.go), then for each manifest a line (answer.go), and at the end, unless -costs has shown every
// cost, {"maxCost": {"id": 123}}: the highest cost of each expression over all manifests and forms.
package main

import (
	"bufio"
	"flag"
	"log"
	"os"
	"runtime/debug"

	"cdk8s-hardened.invalid/conformance/internal/lines"
)

func main() {
	log.SetFlags(0)
	// Little is kept and much is thrown away: collecting less often about halves the time, and takes 130 MB.
	debug.SetGCPercent(400)
	costs := flag.Bool("costs", false, "tell the cost of each expression for each manifest")
	converted := flag.Bool("converted", false, "judge typed objects also in the form that servers before 1.37 gave to CEL")
	flag.Parse()
	if err := run(options{costs: *costs, converted: *converted}); err != nil {
		log.Fatal(err)
	}
}

type options struct {
	costs     bool
	converted bool
}

func run(options options) error {
	input := lines.NewReader(os.Stdin)
	job, err := readJob(input)
	if err != nil {
		return err
	}
	policies, err := compileAll(job)
	if err != nil {
		return err
	}
	output := bufio.NewWriterSize(os.Stdout, 1<<20)
	if _, err := output.Write(lines.Text(newHeader(policies))); err != nil {
		return err
	}
	// Flushed at once, so that whoever only wants to know what compiles need not wait.
	if err := output.Flush(); err != nil {
		return err
	}
	var judges []*judge
	newAnswer := func() func([]byte) answer {
		judge := newJudge(policies, options)
		judges = append(judges, judge)
		return judge.answer
	}
	if err := lines.Answer(input, output, newAnswer); err != nil {
		return err
	}
	if !options.costs {
		if _, err := output.Write(lines.Text(highestCosts(judges))); err != nil {
			return err
		}
	}
	return output.Flush()
}
