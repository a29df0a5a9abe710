/** What `--help` prints, and what a wrong call is pointed to. */
export const USAGE = `Judges Kubernetes manifests as the cluster will read them, before it does.

  cdk8s-hardened check PATH… [options]   judges files and folders of YAML or JSON; - is standard input
  cdk8s-hardened rules [options]         lists the rules of a profile
  cdk8s-hardened explain RULE            tells why a rule is there, how to meet it, and what enforces it in the cluster

Options of check
  --profile NAME               hardened (default), pss-baseline, pss-restricted, nsa or cis
  --kubernetes-version 1.31    what the manifests are deployed to; default: the newest that is known
  --platform NAME              vanilla (default), openshift, gke or gke-autopilot
  --namespace NAME             of objects that name none, as kubectl apply --namespace
  --mesh-cni-plugin            the cluster has the CNI plugin of its service mesh
  --format FORMAT              text (default), json, sarif, junit, markdown or html
  --output FILE                where the report is written; default: standard output
  --baseline FILE              an earlier report in JSON: what is in it only warns

Options of rules and explain
  --profile NAME               of rules: only those of a profile
  --format FORMAT              text (default) or json

Exit codes: 0 nothing fails, 1 findings fail, 2 bad input or usage.
`;
