import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, ApiObjectProps, App, Chart } from 'cdk8s';
import { Aspects, Hardened, HardeningAspect, HardeningAspectProps, KubernetesVersion } from '../../src';
import { NETWORK_LOCK } from '../../src/engine/built-in-checks';
import { cleanApp, pod } from './clean-app';
import { toldFindings } from './told-findings';

const WEB = 'shop/web[Deployment]';
const DATABASE = 'shop/database[Deployment]';
const WHY = '    why  What reaches a pod can attack it: nothing is opened that nobody has seen in a review.';
const FIX = '    fix  Close it again; or, where it is meant, update the lock and commit it: npx cdk8s-hardened network lock -- npx cdk8s synth';
const UPDATE = '    fix  Update the lock and commit it: npx cdk8s-hardened network lock -- npx cdk8s synth';

let folder: string;
let lock: string;
let notes: string;
let stderr: jest.SpyInstance;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'network-lock-'));
  lock = join(folder, 'locks', 'network.lock');
  notes = join(folder, 'notes');
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  delete process.env.CDK8S_HARDENED_NETWORK_LOCK;
  rmSync(folder, { recursive: true });
  stderr.mockRestore();
});

/** Opens the way from the web to a database. */
interface Opened {
  readonly port: number;
  readonly isRefused?: boolean;
}

/** A clean app in which the web asks a database, by the ports that are opened. */
function shop(opened: readonly Opened[], props: HardeningAspectProps = {}): { readonly app: App; readonly chart: Chart } {
  const { app, chart } = cleanApp({ props: { outdir: join(folder, 'dist') } });
  const labels = { app: 'database' };
  new ApiObject(chart, 'Account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'database' }, automountServiceAccountToken: false } as ApiObjectProps);
  new ApiObject(chart, 'Database', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'database' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: databasePod() } },
  } as ApiObjectProps);
  opened.forEach(({ port, isRefused = false }) => {
    const ports = [{ port }];
    const [web, database] = ['web', 'database'].map(name => ({ podSelector: { matchLabels: { app: name } } }));
    policy(chart, `to-database-${port}`, { ...web, policyTypes: ['Egress'], egress: [{ to: [database], ports }] });
    policy(chart, `from-web-${port}`, { ...database, policyTypes: ['Ingress', ...isRefused ? ['Sideways'] : []], ingress: [{ from: [web], ports }] });
  });
  Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, networkLock: lock, ...props }));
  return { app, chart };
}

function databasePod(): object {
  const scratch = cleanApp();
  return pod(scratch.chart, 'Database').toJson().spec;
}

function policy(chart: Chart, name: string, spec: object): void {
  new ApiObject(chart, name, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec });
}

/** What the synth says of the lock, line by line; undefined where it passes. */
function refusal(app: App): string[] | undefined {
  try {
    app.synth();
    return undefined;
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    const found = lines.flatMap((line, i) => (line.includes(NETWORK_LOCK.id) ? [i] : []));
    return found.flatMap(i => [lines[i].startsWith('  must') ? lines.slice(0, i).reverse().find(line => !line.startsWith(' '))! : '', ...lines.slice(i, i + 3)])
      .filter(line => line !== '').map(line => line.replaceAll(lock, 'network.lock'));
  }
}

/** Writes the lock as the command does. */
function update(app: App): string {
  writeFileSync(notes, '');
  process.env.CDK8S_HARDENED_NETWORK_LOCK = notes;
  try {
    app.synth();
  } catch (error) {
    return (error as Error).message;
  } finally {
    delete process.env.CDK8S_HARDENED_NETWORK_LOCK;
  }
  throw new Error('the synth was not stopped');
}

describe('an app with a network lock', () => {
  test('is refused as long as there is no file', () => {
    expect(refusal(shop([{ port: 5432 }]).app)).toEqual([
      '  the network lock network.lock must be there and readable: there is no such file   network-lock · high', WHY, UPDATE,
    ]);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('passes where the network is as the file has it', () => {
    update(shop([{ port: 5432 }]).app);
    shop([{ port: 5432 }]).app.synth();
    expect(existsSync(join(folder, 'dist'))).toBe(true);
  });

  test('is refused for a port that is opened, with both ends and the policies that open it', () => {
    update(shop([{ port: 5432 }]).app);
    expect(refusal(shop([{ port: 5432 }, { port: 5433 }]).app)).toEqual([
      'shop/Database  Deployment shop/database',
      `  must not be reached by ${WEB} on TCP 5433: NetworkPolicy shop/to-database-5433 spec.egress[0] and NetworkPolicy shop/from-web-5433 spec.ingress[0] `
      + 'open it; the network lock network.lock has TCP 5432   network-lock · high',
      WHY,
      FIX,
    ]);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('is refused for what may be open, as a policy is refused by Kubernetes', () => {
    update(shop([{ port: 5432 }]).app);
    const [, message] = refusal(shop([{ port: 5432 }, { port: 5433, isRefused: true }]).app)!;
    expect(message).toBe(
      `  must not be reached by ${WEB} on TCP 5433, not even perhaps: NetworkPolicy shop/to-database-5433 spec.egress[0] and NetworkPolicy `
      + 'shop/from-web-5433 spec.ingress[0] (which Kubernetes refuses) open it; the network lock network.lock has TCP 5432   network-lock · high',
    );
  });

  test('is refused for addresses that are opened', () => {
    update(shop([]).app);
    const { app, chart } = shop([]);
    policy(chart, 'out', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '20.0.0.0/8' } }], ports: [{ port: 443 }] }] });
    expect(refusal(app)!.slice(0, 2)).toEqual([
      'shop/Web  Deployment shop/web',
      '  must not reach 20.0.0.0-20.255.255.255[External] on TCP 443: NetworkPolicy shop/out spec.egress[0] opens it; the network lock network.lock does not '
      + 'have it   network-lock · high',
    ]);
  });

  test('is refused for pods of others that are let in', () => {
    update(shop([]).app);
    const { app, chart } = shop([]);
    const from = [{ namespaceSelector: { matchLabels: { team: 'sre' } }, podSelector: { matchLabels: { app: 'scraper' } } }];
    policy(chart, 'scrape', { podSelector: { matchLabels: { app: 'database' } }, ingress: [{ from }] });
    expect(refusal(app)!.slice(0, 2)).toEqual([
      'shop/Database  Deployment shop/database',
      '  must not be reached by [team=sre]/[app=scraper] on every port: no NetworkPolicy is for the egress of [team=sre]/[app=scraper], and NetworkPolicy '
      + 'shop/scrape spec.ingress[0] opens it; the network lock network.lock does not have it   network-lock · high',
    ]);
  });

  test('is refused for what the file has and is gone, as it could be opened again unseen', () => {
    update(shop([{ port: 5432 }]).app);
    expect(refusal(shop([]).app)).toEqual([
      '  the network lock network.lock must not have what is no longer open, as nobody would notice when it is opened again: '
      + `${WEB} => ${DATABASE} : TCP 5432   network-lock · high`,
      WHY,
      UPDATE,
    ]);
  });

  test('is refused where the file cannot be read', () => {
    update(shop([]).app);
    writeFileSync(lock, `${readFileSync(lock, 'utf8')}<<<<<<< HEAD\n`);
    const lines = readFileSync(lock, 'utf8').split('\n').length - 1;
    expect(refusal(shop([]).app)!.slice(0, 1)).toEqual([
      `  the network lock network.lock must be there and readable: line ${lines} is no connection such as shop/web[Deployment] => shop/cache[Deployment] : `
      + 'TCP 6379: <<<<<<< HEAD   network-lock · high',
    ]);
  });

  test('is refused where an object cannot be read, which might decide it', () => {
    update(shop([]).app);
    const { app, chart } = shop([]);
    new ApiObject(chart, 'Odd', { apiVersion: 'v1', kind: '' });
    expect(refusal(app)!.slice(0, 1)).toEqual([
      '  the network lock network.lock cannot be compared with the app, as an object cannot be read: shop/Odd: kind must be set: without it this is no '
      + 'Kubernetes object.   network-lock · high',
    ]);
  });

  test('is told once where several aspects have the same lock', () => {
    const { app, chart } = shop([{ port: 5432 }]);
    Aspects.of(chart).add(new HardeningAspect({ networkLock: lock }));
    Aspects.of(chart).add(new HardeningAspect({ networkLock: lock, reportOnly: true }));
    expect(refusal(app)).toHaveLength(3);
  });

  test('is only warned where the aspect only reports', () => {
    update(shop([]).app);
    shop([{ port: 5432 }], { reportOnly: true }).app.synth();
    const told = stderr.mock.calls.map(([text]) => String(text)).join('');
    expect(toldFindings(told).filter(finding => finding.includes('network-lock'))).toHaveLength(1);
    expect(existsSync(join(folder, 'dist'))).toBe(true);
  });

  test('warns of policies of other makes, which may open more than the file has', () => {
    const { app, chart } = shop([]);
    new ApiObject(chart, 'Cilium', { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'world' } });
    update(shop([]).app);
    app.synth();
    expect(stderr.mock.calls.map(([text]) => String(text)).join('').split('\n')[1])
      .toBe(`  the network lock ${lock} says nothing of CiliumNetworkPolicy shop/world, which may open more than it has   network-lock · high`);
  });

  test('is the same to a test of one of its constructs, whatever the file says', () => {
    const { chart } = shop([{ port: 5432 }]);
    expect(() => Hardened.expect(chart).noFailures()).not.toThrow();
  });
});

describe('where the lock is to be updated', () => {
  test('it is written, with a heading and a line for each connection, and nothing else is', () => {
    expect(update(shop([{ port: 5432 }]).app)).toBe(
      `The network lock was written (${lock}), and nothing else: CDK8S_HARDENED_NETWORK_LOCK is set. Without it the synth judges and writes as usual.`,
    );
    expect(readFileSync(lock, 'utf8').split('\n')).toEqual([
      '# network lock: who can reach whom, by all NetworkPolicies of the app together. The synth stops where something else is open.',
      '# Do not edit it. Where a change is meant, update it by: npx cdk8s-hardened network lock -- npx cdk8s synth',
      'early/web[Deployment] => kube-system/[k8s-app=kube-dns] : TCP 53,UDP 53',
      `${DATABASE} => kube-system/[k8s-app=kube-dns] : TCP 53,UDP 53`,
      `${WEB} => kube-system/[k8s-app=kube-dns] : TCP 53,UDP 53`,
      `${WEB} => ${DATABASE} : TCP 5432`,
      '',
    ]);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('what it has otherwise than before is noted', () => {
    update(shop([{ port: 5432 }]).app);
    expect(JSON.parse(readFileSync(notes, 'utf8'))).toMatchObject({ file: lock, isNew: true, connections: 4 });
    update(shop([{ port: 5433 }]).app);
    expect(JSON.parse(readFileSync(notes, 'utf8'))).toEqual({
      file: lock,
      isNew: false,
      connections: 4,
      changes: `This change opens 1 connection and closes 1.\n\nopened and closed  ${WEB} => ${DATABASE} : TCP 5433 (before: TCP 5432)\n`,
    });
  });

  test('the synth is stopped whether anything has changed or not', () => {
    update(shop([]).app);
    expect(update(shop([]).app)).toContain('and nothing else');
  });

  test('a file that cannot be read is written anew', () => {
    update(shop([]).app);
    writeFileSync(lock, '<<<<<<< HEAD\n');
    update(shop([{ port: 5432 }]).app);
    expect(JSON.parse(readFileSync(notes, 'utf8'))).toMatchObject({ isNew: true });
    expect(refusal(shop([{ port: 5432 }]).app)).toBeUndefined();
  });

  test('nothing is written where an object cannot be read', () => {
    const { app, chart } = shop([]);
    new ApiObject(chart, 'Odd', { apiVersion: 'v1', kind: '' });
    expect(update(app)).toBe(
      'The network lock was not written, as an object cannot be read: shop/Odd: kind must be set: without it this is no Kubernetes object.',
    );
    expect(existsSync(lock)).toBe(false);
  });

  test('a place that cannot be written to is told', () => {
    writeFileSync(join(folder, 'locks'), '');
    expect(update(shop([]).app)).toMatch(/^The network lock was not written: E/);
  });

  test('an app without a lock is synthesised as usual', () => {
    process.env.CDK8S_HARDENED_NETWORK_LOCK = notes;
    const { app } = cleanApp({ props: { outdir: join(folder, 'dist') } });
    Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
    app.synth();
    expect([existsSync(join(folder, 'dist')), existsSync(notes)]).toEqual([true, false]);
  });
});

test('a lock without a name is refused', () => {
  expect(() => new HardeningAspect({ networkLock: ' ' }))
    .toThrow("HardeningAspect: networkLock is empty. Name a file that is committed with the app, such as 'network.lock'.");
});
