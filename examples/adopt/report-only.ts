import { App } from 'cdk8s';
import { Aspects, HardeningAspect, KubernetesVersion } from 'cdk8s-hardened';
import { Guestbook } from './guestbook';

const app = new App();
new Guestbook(app, 'guestbook');

Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, reportOnly: true }));
app.synth();
