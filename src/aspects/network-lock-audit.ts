import { NETWORK_LOCK } from '../engine/built-in-checks';
import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { someListed } from '../kubernetes/listed';
import { Subject } from '../kubernetes/subject';
import { ConnectionSet } from '../network/connections/connection-set';
import { ConnectionDifference } from '../network/tables/connection-differences';
import { Severity } from '../rules/severity';
import { reasonOf } from '../synth/deep-copy';
import { RenderedManifest } from '../synth/judge';
import { Hold } from './docket';
import { LOCK_COMMAND, NetworkLock } from './network-lock';
import { NetworkLockOpeners } from './network-lock-openers';
import { networkOfManifests, TreeNetwork } from './network-of-manifests';
import { sourceOfConstruct } from './source-of-construct';

/** Beyond so many a lock is not to be read line by line. */
const TOLD = 200;
/** So many connections that are gone are named. */
const NAMED = 5;
const UPDATE = `Update the lock and commit it: ${LOCK_COMMAND}`;

/** Holds the network of an app to what aspects have locked it to. A lock is about the whole app, wherever its aspect was added. */
export class NetworkLockAudit {
  private tree?: TreeNetwork;
  private readonly known = new Map<string, readonly Finding[]>();

  constructor(private readonly manifests: readonly RenderedManifest[]) {}

  /** What is otherwise than the locks of some aspects have it; each lock once. */
  public findings(holds: readonly Hold[]): Finding[] {
    return lockFilesOf(holds).flatMap(file => [...this.findingsOf(new NetworkLock(file))]);
  }

  private findingsOf(lock: NetworkLock): readonly Finding[] {
    let findings = this.known.get(lock.file);
    if (!findings) this.known.set(lock.file, findings = this.judge(lock));
    return findings;
  }

  private judge(lock: NetworkLock): Finding[] {
    this.tree ??= networkOfManifests(this.manifests);
    const { network, unreadable } = this.tree;
    if (unreadable.length > 0) {
      return [ofApp(`${named(lock)} cannot be compared with the app, as an object cannot be read: ${unreadable[0]}`, 'Correct the object, or remove it.')];
    }
    let differences: readonly ConnectionDifference[];
    try {
      differences = lock.differences(network);
    } catch (error) {
      return [ofApp(`${named(lock)} must be there and readable: ${reasonOf(error)}`, UPDATE)];
    }
    const openers = new NetworkLockOpeners(network);
    const opened = differences.filter(difference => !difference.opened.isEmpty);
    const stale = differences.filter(difference => difference.opened.isEmpty);
    const more = opened.length - TOLD;
    return [
      ...opened.slice(0, TOLD).map(difference => this.ofOpened(lock, difference, openers)),
      ...more > 0 ? [ofApp(`${named(lock)} must have ${more} more connections that are open`, NETWORK_LOCK.fix)] : [],
      ...stale.length > 0 ? [ofApp(staleMessage(lock, stale), UPDATE)] : [],
      ...network.objects.others.length > 0 ? [ofOthers(lock, network.objects.others)] : [],
    ];
  }

  private ofOpened({ file }: NetworkLock, { from, to, opened, after, before }: ConnectionDifference, openers: NetworkLockOpeners): Finding {
    const called = openers.workload(to);
    const subject = (called ?? openers.workload(from))?.pods[0].subject;
    const isCertain = opened.difference(after.allowed).isEmpty;
    const what = `${called === undefined ? `must not reach ${to}` : `must not be reached by ${from}`} ${onPorts(opened)}${isCertain ? '' : ', not even perhaps'}`;
    const by = openers.inWords(from, to, opened);
    const possible = before.allowed.union(before.unknown);
    const has = possible.isEmpty ? 'does not have it' : `has ${possible.text}`;
    const message = `${what}: ${by === '' ? '' : `${by}; `}the network lock ${file} ${has}`;
    if (subject === undefined) return ofApp(message, NETWORK_LOCK.fix);
    const { apiVersion, kind, namespace, name, constructPath } = subject;
    const construct = this.manifests.find(manifest => manifest.constructPath === constructPath)?.construct;
    const source = construct && sourceOfConstruct(construct);
    const resource = { apiVersion, kind, namespace, name };
    return { ...ofApp(message, NETWORK_LOCK.fix), resource, constructPath, waiveAt: constructPath, ...source && { source } };
  }
}

/** The locks that some aspects hold the app to. */
export function lockFilesOf(holds: readonly Hold[]): string[] {
  return [...new Set(holds.flatMap(({ aspect: { networkLock } }) => (networkLock === undefined ? [] : [networkLock])))];
}

function staleMessage(lock: NetworkLock, stale: readonly ConnectionDifference[]): string {
  const gone = stale.slice(0, NAMED).map(({ from, to, closed, before }) => `${from} => ${to} : ${(closed.isEmpty ? before.unknown : closed).text}`);
  const more = stale.length - NAMED;
  const last = more > 0 ? `, and ${more} more` : '';
  return `${named(lock)} must not have what is no longer open, as nobody would notice when it is opened again: ${gone.join(', ')}${last}`;
}

/** Policies of other makes are not considered, and may open what the lock does not have. */
function ofOthers(lock: NetworkLock, others: readonly Subject[]): Finding {
  const message = `${named(lock)} says nothing of ${someListed(others.map(String), NAMED)}, which may open more than it has`;
  return { ...ofApp(message, 'See to it in a review: only NetworkPolicies of networking.k8s.io are considered.'), outcome: Outcome.WARNING };
}

function named({ file }: NetworkLock): string {
  return `the network lock ${file}`;
}

function onPorts(set: ConnectionSet): string {
  return set.isAll ? 'on every port' : `on ${set.text}`;
}

function ofApp(message: string, fix: string): Finding {
  return {
    ruleId: NETWORK_LOCK.id,
    outcome: Outcome.FAILING,
    severity: Severity.HIGH,
    resource: { apiVersion: '', kind: '', namespace: '', name: '' },
    constructPath: '',
    waiveAt: '',
    path: '',
    field: '',
    message,
    why: NETWORK_LOCK.why,
    fix,
    controls: [],
  };
}
