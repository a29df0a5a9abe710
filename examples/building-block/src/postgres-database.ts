import { HardenedDeployment, Waiver, WaiverProps, Waivers } from 'cdk8s-hardened';
import { DeploymentStrategy, EnvValue, INetworkPolicyPeer, ISecret, Probe, Service, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';

const CONTAINER = 'postgres';
const PORT = 5432;
/** `postgres` in the Alpine images. */
const POSTGRES_ID = 70;

export interface PostgresDatabaseProps {
  /** Where the data is: a claim or, on the machine of a developer, the folder `PostgresDatabase.LOCAL_FOLDER` of the node. */
  readonly volume: Volume;

  /** Has the password of the user `postgres` under the key `password`. */
  readonly password: ISecret;

  /**
   * An image that is built on ours, with more extensions.
   *
   * @default - ours
   */
  readonly image?: string;

  /**
   * Lets the database write to its image, for extensions that unpack themselves at start: say why, and until when.
   *
   * @default - the image is read-only
   */
  readonly writableImage?: WaiverProps;
}

/** A PostgreSQL server for those who connect to it, and nobody else. */
export class PostgresDatabase extends Construct {
  /** The only folder of a node that the data may be in: the clusters of developers have no storage class. */
  public static readonly LOCAL_FOLDER = '/var/local/postgres';

  public readonly deployment: HardenedDeployment;
  /** Where the others find it, on port 5432. */
  public readonly service: Service;

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    const { volume, password, image = 'docker.io/library/postgres:17.2-alpine', writableImage } = props;
    this.deployment = new HardenedDeployment(this, 'Deployment', {
      replicas: 1,
      // Two servers on one volume would ruin the data.
      strategy: DeploymentStrategy.recreate(),
      user: POSTGRES_ID,
      group: POSTGRES_ID,
      writablePaths: ['/var/run/postgresql'],
      containers: [{
        name: CONTAINER,
        image,
        portNumber: PORT,
        envVariables: {
          PGDATA: EnvValue.fromValue('/var/lib/postgresql/data/pgdata'),
          POSTGRES_PASSWORD_FILE: EnvValue.fromValue('/run/secrets/postgres/password'),
        },
        volumeMounts: [
          { path: '/var/lib/postgresql/data', volume },
          { path: '/run/secrets/postgres', volume: Volume.fromSecret(this, 'Password', password), readOnly: true },
        ],
        readiness: Probe.fromCommand(['pg_isready', '--username=postgres']),
        liveness: Probe.fromTcpSocket(),
      }],
      waivers: [
        // Which volume it will be is up to those who use the block: optional, so that it does not fail those who bring a claim.
        Waiver.hostPath({
          value: PostgresDatabase.LOCAL_FOLDER,
          optional: true,
          owner: 'platform@acme.example',
          reason: 'the clusters of developers have no storage class, and keep the data in a folder of the node',
        }),
        ...writableImage === undefined ? [] : [Waiver.readOnlyRootFilesystem({ ...writableImage, container: CONTAINER })],
      ],
    });
    this.service = this.deployment.exposeViaService({ ports: [{ name: 'tcp-postgres', port: PORT }] });

    // No version of PostgreSQL needs these, whatever is written around the block.
    Waivers.of(this).forbid('no-privileged', 'no-privilege-escalation', 'run-as-non-root', 'added-capabilities', 'no-host-network');
  }

  /** Lets a workload connect to the database. */
  public allowFrom(workload: INetworkPolicyPeer): void {
    this.deployment.allowFrom(workload, PORT);
  }
}
