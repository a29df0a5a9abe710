import { HardenedDeployment } from 'cdk8s-hardened';
import { Probe } from 'cdk8s-plus-28';
import { Construct } from 'constructs';

const PORT = 6379;

/** The Redis that keeps the carts, bounded so that two snapshots of it fit into the space that it may write to. */
export class CartStore extends HardenedDeployment {
  /** Where the others find it, as `redis-cart:6379`. */
  public readonly address = `redis-cart:${PORT}`;

  constructor(scope: Construct) {
    super(scope, 'redis-cart', {
      metadata: { name: 'redis-cart' },
      replicas: 1,
      // The ids of `redis` in the image.
      user: 999,
      group: 1000,
      writablePaths: ['/data'],
      containers: [{
        name: 'redis',
        image: 'docker.io/library/redis:7.4.1-alpine',
        args: ['--maxmemory', '32mb', '--maxmemory-policy', 'allkeys-lru'],
        portNumber: PORT,
        readiness: Probe.fromTcpSocket(),
        liveness: Probe.fromTcpSocket(),
      }],
    });
    this.exposeViaService({ name: 'redis-cart', ports: [{ name: 'tcp-redis', port: PORT }] });
  }
}
