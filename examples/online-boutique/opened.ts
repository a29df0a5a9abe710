import { App } from 'cdk8s';
import { Aspects, HardeningAspect, KubernetesVersion } from 'cdk8s-hardened';
import { Boutique } from './boutique';

// What becomes of a connection that nobody has reviewed: npx cdk8s synth --app 'npx ts-node opened.ts'
const app = new App();
const { shop } = new Boutique(app);
shop.cartStore.allowFrom(shop.frontend, 6380);

Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, networkLock: 'network.lock' }));
app.synth();
