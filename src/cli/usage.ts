/** What `--help` prints, and what a wrong call is pointed to. */
export const USAGE = `Judges Kubernetes manifests as the cluster will read them, before it does.

  cdk8s-hardened check PATH… [options]   judges files and folders of YAML or JSON; - is standard input
  cdk8s-hardened waivers REPORT…         lists the waivers of reports in JSON: what, where, until when and why
  cdk8s-hardened rules [options]         lists the rules of a profile
  cdk8s-hardened explain RULE            tells why a rule is there, how to meet it, and what enforces it in the cluster
  cdk8s-hardened network WHAT PATH…      tells who can reach whom by what all NetworkPolicies allow together:
    list PATH…                           every connection that is allowed
    explain --from A --to B PATH…        which policies and rules allow it, or what denies it and what to write instead
    exposure PATH…                       what no policy protects, what the internet reaches, and what leads nowhere
    diff BEFORE AFTER                    what a change opens and closes; each is a folder, a file or a recorded list
    draw PATH…                           a drawing for people
    lock -- COMMAND…                     writes the network lock of the app that a command synthesises

Options of check
  --profile NAME               hardened (default), pss-baseline, pss-restricted, nsa or cis
  --kubernetes-version 1.31    what the manifests are deployed to; default: the newest that is known
  --platform NAME              vanilla (default), openshift, gke or gke-autopilot
  --namespace NAME             of objects that name none, as kubectl apply --namespace
  --mesh-cni-plugin            the cluster has the CNI plugin of its service mesh
  --format FORMAT              text (default), json, sarif, junit, markdown or html
  --output FILE                where the report is written; default: standard output
  --baseline FILE              an earlier report in JSON: what is in it only warns
  --waivers FILE               what is waived, why and until when, in YAML; the file is not judged itself
  --non-waivable RULE,RULE…    rules that nobody may waive
  --waivers-need WHAT,WHAT…    what every waiver has to name: expires, ticket, owner
  --longest-waiver-days N      every waiver has to end, so many days from today at the latest
  --today 2027-03-31           the day by which waivers expire, as CDK8S_HARDENED_TODAY; default: today, in UTC
  --allow-backdating           that day may lie in the past

Options of waivers
  --format FORMAT              text (default), json or markdown; or, for other scanners, trivyignore or kyverno
  --manifests PATH             of trivyignore: the manifests that were written, where the report is that of an app
  --exceptions-namespace NAME  of kyverno: the only namespace from which it takes exceptions

Options of rules and explain
  --profile NAME               of rules: only those of a profile
  --format FORMAT              text (default) or json

Options of network
  --format FORMAT              text (default) or json; of list, exposure and diff also csv or markdown; of list also
                               lock, which diff takes for a state; of draw: markdown (default), mermaid, dot or html
  --output FILE                where the answer is written; default: standard output
  --namespace NAME             of objects that name none; default: default
  --from WHO, --to WHOM        of explain: shop/web, shop/web[Deployment], an address, a CIDR or internet
  --port 6379                  of explain: only this port, and with --protocol UDP or SCTP another one than of TCP

Exit codes: 0 nothing fails, 1 findings fail, something is exposed or a change opens something, 2 bad input or usage.
`;
