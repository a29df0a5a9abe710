// What Kubernetes is, and what the app is deployed to
export * from './kubernetes/kubernetes-version';
export * from './kubernetes/platform';
export * from './kubernetes/dns-resolver';
export * from './kubernetes/pod-security-level';

// The escape hatch
export * from './waivers/waiver';
export * from './waivers/waiver-props';
export * from './waivers/waived-objects';
export * from './waivers/waiver-requirements';
export * from './scope/waivers';

// The whole app
export * from './aspects/aspect';
export * from './aspects/aspects';
export * from './aspects/hardening-aspect';
export * from './projections/scanner';

// What a test of a construct asserts
export * from './expectations/hardened';
export * from './expectations/hardened-expectation';
export * from './expectations/expected-place';
export * from './expectations/expected-waiver';

// Who reaches whom
export * from './reachability/reachability';
export * from './reachability/reachability-peer';
export * from './reachability/reachable-connection';
export * from './reachability/network-table-format';
export * from './reachability/network-drawing-format';

// Manifests that are written as YAML
export * from './check/manifest-check';
export * from './check/manifest-check-props';

// The rules
export * from './check/rule-catalogue';
export * from './check/rule-description';

// What was found
export * from './report/hardening-report';
export * from './rules/severity';
export * from './engine/outcome';

// What people write
export * from './constructs/hardened-deployment';
export * from './constructs/hardened-deployment-props';
export * from './constructs/hardened-pod-props';
export * from './constructs/hardened-pod-connections';
export * from './constructs/hardened-service-account';
export * from './constructs/hardened-service-account-props';
export * from './constructs/hardened-namespace';
export * from './constructs/hardened-namespace-props';
export * from './constructs/default-deny-network-policy';
export * from './constructs/default-deny-network-policy-props';
export * from './constructs/network/workload-identity';
export * from './constructs/seccomp-profile';
export * from './constructs/app-armor-profile';
export * from './constructs/se-linux-options';
export * from './constructs/runtime-class';
