// The plain app, judged: the same objects, and one line more.

import { Aspects, HardeningAspect, KubernetesVersion } from 'cdk8s-hardened';
import { buildApp as buildPlainApp } from './plain-app.mjs';

export function buildApp(props, size) {
  const app = buildPlainApp(props, size);
  Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
  return app;
}
