// What Kubernetes is, and what the app is deployed to
export * from './kubernetes/kubernetes-version';
export * from './kubernetes/platform';
export * from './kubernetes/dns-resolver';
export * from './kubernetes/pod-security-level';

// The escape hatch
export * from './waivers/waiver';
export * from './waivers/waiver-props';
export * from './scope/waivers';

// The whole app
export * from './aspects/aspect';
export * from './aspects/aspects';
export * from './aspects/hardening-aspect';
