import { App, Chart } from 'cdk8s';
import { Aspects, DefaultDenyNetworkPolicy, HardenedNamespace, HardeningAspect, KubernetesVersion } from 'cdk8s-hardened';
import { openNetwork } from './network';
import { services } from './services';

const app = new App();
const chart = new Chart(app, 'online-boutique', { namespace: 'online-boutique' });

new HardenedNamespace(chart, 'Namespace');
new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
openNetwork(chart, services(chart));

Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
app.synth();
