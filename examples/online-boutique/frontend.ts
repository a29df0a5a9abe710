import { Size } from 'cdk8s';
import { HardenedDeployment } from 'cdk8s-hardened';
import { Probe, ServiceType } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { boutiqueImage } from './boutique-image';
import { environment } from './environment';

const PORT = 8080;

/** The web shop: the one part that people reach. */
export class Frontend extends HardenedDeployment {
  /** Where the server listens. */
  public readonly port = PORT;

  /** Where the others find it, as `frontend:80`. */
  public readonly address = 'frontend:80';

  /** @param env the addresses of the services behind it. */
  constructor(scope: Construct, env: Record<string, string>) {
    super(scope, 'frontend', {
      metadata: { name: 'frontend' },
      containers: [{
        name: 'server',
        image: boutiqueImage('frontend'),
        ports: [{ name: 'http', number: PORT }],
        envVariables: environment({ ...env, PORT: String(PORT), ENABLE_PROFILER: '0' }),
        resources: { memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) } },
        readiness: Probe.fromHttpGet('/_healthz'),
        liveness: Probe.fromHttpGet('/_healthz'),
      }],
    });
    const ports = [{ name: 'http', port: 80, targetPort: PORT }];
    this.exposeViaService({ name: 'frontend', ports });
    this.exposeViaService({ name: 'frontend-external', ports, serviceType: ServiceType.LOAD_BALANCER });
  }
}
