import { throws } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { DefaultDenyNetworkPolicy, Hardened, HardenedDeployment, KubernetesVersion, Platform, Waiver, Waivers } from 'cdk8s-hardened';
import { PersistentVolumeClaim, Secret, Volume } from 'cdk8s-plus-28';
import { PostgresDatabase, PostgresDatabaseProps } from './postgres-database';

const CLUSTERS = [
  { kubernetesVersion: KubernetesVersion.V1_29 },
  { kubernetesVersion: KubernetesVersion.V1_31 },
  { kubernetesVersion: KubernetesVersion.V1_31, platform: Platform.OPENSHIFT },
];
const LOCAL_FOLDER = { ruleId: 'no-host-path', constructPath: 'Deployment', values: [PostgresDatabase.LOCAL_FOLDER] };

/** A chart that is closed in both directions, as the charts of Acme are. */
function closedChart(): Chart {
  const chart = Testing.chart();
  new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
  return chart;
}

function claim(chart: Chart): Volume {
  return Volume.fromPersistentVolumeClaim(chart, 'Data', PersistentVolumeClaim.fromClaimName(chart, 'Claim', 'data'));
}

function folder(chart: Chart, path: string): Volume {
  return Volume.fromHostPath(chart, 'Data', 'data', { path });
}

function database(chart: Chart, volume: Volume, props: Partial<PostgresDatabaseProps> = {}): PostgresDatabase {
  return new PostgresDatabase(chart, 'Database', { volume, password: Secret.fromSecretName(chart, 'Password', 'database'), ...props });
}

describe('a database on a claim', () => {
  for (const cluster of CLUSTERS) {
    const { kubernetesVersion, platform = Platform.VANILLA } = cluster;

    test(`uses no waiver on Kubernetes ${kubernetesVersion} (${platform}); that one is not needed is no failure`, () => {
      const chart = closedChart();
      Hardened.expect(database(chart, claim(chart)), cluster)
        .noFailures()
        .exactlyWaivers()
        .warning('unused-waiver', '', { constructPath: 'Deployment' });
    });
  }

  test('that somebody connects to has no more findings', () => {
    const chart = closedChart();
    const db = database(chart, claim(chart));
    db.allowFrom(new HardenedDeployment(chart, 'Shop', { containers: [{ image: 'registry.acme.example/shop:3.1.0' }] }));
    Hardened.expect(chart).noFailures().exactlyWaivers();
  });
});

describe('a database in a folder of the node', () => {
  test('waives that one folder, and has no findings', () => {
    const chart = closedChart();
    const db = database(chart, folder(chart, PostgresDatabase.LOCAL_FOLDER));
    Hardened.expect(db).noFindings().exactlyWaivers(LOCAL_FOLDER);
  });

  test('cannot be built with any other folder', () => {
    const chart = closedChart();
    throws(() => database(chart, folder(chart, '/etc')), /^Error: test\/Database\/Deployment: .*hostPath/);
  });
});

describe('what those who use it may waive', () => {
  test('a writable image, of this container alone', () => {
    const chart = closedChart();
    const db = database(chart, folder(chart, PostgresDatabase.LOCAL_FOLDER), { writableImage: { reason: 'the extension unpacks itself at start' } });
    Hardened.expect(db).noFindings().exactlyWaivers(LOCAL_FOLDER, { ruleId: 'read-only-root-fs', constructPath: 'Deployment', container: 'postgres' });
  });
});

describe('what nobody may waive', () => {
  function privileged(chart: Chart): PostgresDatabase {
    const db = database(chart, claim(chart));
    ApiObject.of(db.deployment).addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/securityContext/privileged', true));
    return db;
  }

  test('a privileged container, whatever is waived around the block', () => {
    const chart = closedChart();
    privileged(chart);
    Waivers.of(chart).add(Waiver.privileged({ reason: 'asked for by the vendor' }));
    Hardened.expect(chart)
      .failing('no-privileged', 'securityContext.privileged', { container: 'postgres', constructPath: 'Database' })
      .exactlyWaivers();
  });

  test('a privileged container, in the block itself', () => {
    const db = privileged(closedChart());
    Waivers.of(db).add(Waiver.privileged({ reason: 'asked for by the vendor' }));
    Hardened.expect(db)
      .failing('no-privileged', 'securityContext.privileged', { container: 'postgres' })
      .failing('forbidden-waiver', '')
      .exactlyWaivers();
  });
});
