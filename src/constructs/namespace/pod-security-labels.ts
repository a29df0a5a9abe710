import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { PodSecurityLevel } from '../../kubernetes/pod-security-level';
import { Refusal } from '../../synth/refusal';
import { MutableJson, valueAt } from '../mutable-json';
import { shown } from '../shown';
import { waiverToWrite } from '../waiver-to-write';

const PREFIX = 'pod-security.kubernetes.io';
const LATEST = 'latest';

/** From the laxest. */
const LEVELS: readonly string[] = [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];

interface LabelRow {
  readonly name: string;
  readonly wanted: string;
  readonly accepts: (value: unknown) => boolean;
  readonly fix: (value: unknown) => string;
}

/** The labels by which a namespace says what the cluster's Pod Security admission does there. */
export class PodSecurityLabels {
  public readonly rows: readonly LabelRow[];

  /** @param enforced what is enforced; `warn` and `audit` are always restricted. */
  constructor(enforced: PodSecurityLevel, version?: KubernetesVersion) {
    this.rows = ([['enforce', enforced], ['warn', PodSecurityLevel.RESTRICTED], ['audit', PodSecurityLevel.RESTRICTED]] as const)
      .flatMap(([mode, level]) => [levelRow(mode, level), versionRow(mode, version)]);
  }

  /** The labels that are laxer than wanted. */
  public refusals(namespace: MutableJson): Refusal[] {
    return this.rows.flatMap(({ name, wanted, accepts, fix }) => {
      const value = valueAt(namespace, ['metadata', 'labels', name]);
      return accepts(value) ? [] : [{ path: `metadata.labels['${name}']`, message: `must be ${wanted}, found ${shown(value)}`, fix: fix(value) }];
    });
  }
}

function levelRow(mode: string, level: PodSecurityLevel): LabelRow {
  return {
    name: `${PREFIX}/${mode}`,
    wanted: level,
    accepts: value => LEVELS.indexOf(value as string) >= LEVELS.indexOf(level),
    fix: value => mode === 'enforce' && LEVELS.includes(value as string)
      ? waiverToWrite('podSecurityLevel', undefined, value)
      : `Leave the label out: ${mode} ${mode === 'enforce' ? `is ${level}` : 'stays restricted whatever is enforced'}.`,
  };
}

function versionRow(mode: string, version?: KubernetesVersion): LabelRow {
  return {
    name: `${PREFIX}/${mode}-version`,
    wanted: version?.label ?? LATEST,
    accepts: value => value === LATEST || (version !== undefined && isAtLeast(value, version)),
    fix: () => 'Leave the label out, and give the version once: new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }).',
  };
}

function isAtLeast(label: unknown, version: KubernetesVersion): boolean {
  const minor = /^v1\.(\d+)$/.exec(String(label))?.[1];
  return minor !== undefined && Number(minor) >= version.minor;
}
