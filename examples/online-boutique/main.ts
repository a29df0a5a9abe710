import { App } from 'cdk8s';
import { Aspects, HardeningAspect, KubernetesVersion } from 'cdk8s-hardened';
import { Boutique } from './boutique';

const app = new App();
new Boutique(app);

Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, networkLock: 'network.lock' }));
app.synth();
