// The plain app as one writes it with the hardened constructs, and judged.

import { App, Chart } from 'cdk8s';
import { Aspects, DefaultDenyNetworkPolicy, HardenedDeployment, HardeningAspect, KubernetesVersion } from 'cdk8s-hardened';
import { chartsOf, IMAGE, PORT } from './shop.mjs';

export function buildApp(props, size) {
  const app = new App(props);
  Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
  for (const { id, namespace, deployments } of chartsOf(size)) {
    const chart = new Chart(app, id, { namespace, disableResourceNameHashes: true });
    new DefaultDenyNetworkPolicy(chart, 'default-deny');
    for (const name of deployments) {
      new HardenedDeployment(chart, name, { metadata: { name }, containers: [{ image: IMAGE, portNumber: PORT }] });
    }
  }
  return app;
}
