import { Size } from 'cdk8s';
import { HardenedDeployment } from 'cdk8s-hardened';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { boutiqueImage } from './boutique-image';
import { environment } from './environment';

/** Shoppers that never sleep. They wait until the shop is open: the init container is hardened like any other. */
export class LoadGenerator extends HardenedDeployment {
  /** @param frontend the address of the shop. */
  constructor(scope: Construct, frontend: string) {
    super(scope, 'loadgenerator', {
      metadata: { name: 'loadgenerator' },
      replicas: 1,
      initContainers: [{
        name: 'frontend-check',
        image: 'docker.io/library/busybox:1.38.0@sha256:fd8d9aa63ba2f0982b5304e1ee8d3b90a210bc1ffb5314d980eb6962f1a9715d',
        command: ['sh', '-c', 'until wget -q -T 5 -O /dev/null "http://$FRONTEND_ADDR/_healthz"; do sleep 5; done'],
        envVariables: environment({ FRONTEND_ADDR: frontend }),
      }],
      containers: [{
        name: 'main',
        image: boutiqueImage('loadgenerator'),
        envVariables: environment({ FRONTEND_ADDR: frontend, USERS: '10', RATE: '1' }),
        resources: {
          cpu: { request: Cpu.millis(300) },
          memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
        },
      }],
    });
  }
}
