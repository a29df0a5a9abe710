import { Size } from 'cdk8s';
import { HardenedDeployment } from 'cdk8s-hardened';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { boutiqueImage } from './boutique-image';
import { environment } from './environment';
import { addGrpcProbes } from './grpc-probes';

export interface BoutiqueServiceProps {
  /** Where the server listens. */
  readonly port: number;

  /**
   * Where the others find it.
   *
   * @default - the same port
   */
  readonly servicePort?: number;

  /**
   * What it is told, besides its port.
   *
   * @default - nothing
   */
  readonly env?: Record<string, string>;

  /**
   * The most memory that it may take, in Mi; it asks for half of that.
   *
   * @default 128
   */
  readonly memory?: number;

  /**
   * The processor time that it asks for, in thousandths of a CPU.
   *
   * @default 100
   */
  readonly cpu?: number;

  /**
   * The user and group of its image.
   *
   * @default - those of every hardened workload: its image names none, and runs as anybody
   */
  readonly user?: number;
}

/** A server of the shop: a hardened Deployment that speaks gRPC, with its probes and its Service. */
export class BoutiqueService extends HardenedDeployment {
  /** Where the others find it, as `cartservice:7070`. */
  public readonly address: string;

  /** @param name its name in the cluster, which its image has as well. */
  constructor(scope: Construct, name: string, props: BoutiqueServiceProps) {
    const { port, servicePort = port, memory = 128, cpu = 100, user } = props;
    super(scope, name, {
      metadata: { name },
      user,
      group: user,
      containers: [{
        name: 'server',
        image: boutiqueImage(name),
        ports: [{ name: 'grpc', number: port }],
        envVariables: environment({ ...props.env, PORT: String(port) }),
        resources: {
          cpu: { request: Cpu.millis(cpu) },
          memory: { request: Size.mebibytes(memory / 2), limit: Size.mebibytes(memory) },
        },
      }],
    });
    addGrpcProbes(this, port);
    this.exposeViaService({ name, ports: [{ name: 'grpc', port: servicePort, targetPort: port }] });
    this.address = `${name}:${servicePort}`;
  }
}
