import { PodSecurityLevel } from '../kubernetes/pod-security-level';
import { PodRule } from './rule';
import { singleObjectRules } from './single-object-rules';

/** One check of the Pod Security Standards, by its id in the API server's own library. */
export interface PodSecurityCheck {
  readonly id: string;
  readonly level: PodSecurityLevel.BASELINE | PodSecurityLevel.RESTRICTED;
  /** The id of the control, which its rules carry: `pss:baseline/privileged`. */
  readonly control: string;
  /** The minor of Kubernetes from which on it is part of its level. */
  readonly since: number;
  /** The minors at which what it asks for changes, the first of them included. */
  readonly changesAt: readonly number[];
  /** A change of it asks for something else, where every change of the others only asks for less. */
  readonly turns?: true;
  /** A pod fails the check where it does not meet one of these. */
  readonly rules: readonly PodRule[];
  /** The check of the baseline that it takes the place of, wherever it is in force. */
  readonly overrides?: string;
}

const { BASELINE, RESTRICTED } = PodSecurityLevel;

/** All checks of the standards; what each asks for in which version is in its rules. */
export const podSecurityChecks: readonly PodSecurityCheck[] = [
  check('hostNamespaces', BASELINE, [0], ['no-host-network', 'no-host-pid', 'no-host-ipc']),
  check('privileged', BASELINE, [0], ['no-privileged']),
  check('capabilities_baseline', BASELINE, [0], ['pss-capabilities-baseline']),
  check('hostPathVolumes', BASELINE, [0], ['no-host-path']),
  check('hostPorts', BASELINE, [0], ['no-host-port']),
  check('hostProbesAndHostLifecycle', BASELINE, [34], ['pss-host-probes']),
  check('appArmorProfile', BASELINE, [0], ['apparmor-profile']),
  check('seLinuxOptions', BASELINE, [0, 31], ['selinux-options']),
  check('procMount', BASELINE, [0, 35], ['pss-proc-mount']),
  // From annotations to fields.
  check('seccompProfile_baseline', BASELINE, [0, 19], ['pss-seccomp-baseline'], { turns: true }),
  check('sysctls', BASELINE, [0, 27, 29, 32, 37], ['sysctls']),
  check('windowsHostProcess', BASELINE, [0], ['windows-host-process']),
  check('allowPrivilegeEscalation', RESTRICTED, [8, 25], ['no-privilege-escalation']),
  check('capabilities_restricted', RESTRICTED, [22, 25], ['drop-all-capabilities', 'added-capabilities'], { overrides: 'capabilities_baseline' }),
  check('procMount_restricted', RESTRICTED, [35], ['proc-mount'], { overrides: 'procMount' }),
  check('restrictedVolumes', RESTRICTED, [0], ['pss-volume-types'], { overrides: 'hostPathVolumes' }),
  check('runAsNonRoot', RESTRICTED, [0, 35], ['pss-run-as-non-root']),
  check('runAsUser', RESTRICTED, [23, 35], ['pss-run-as-user']),
  check('seccompProfile_restricted', RESTRICTED, [19, 25], ['seccomp-profile'], { overrides: 'seccompProfile_baseline' }),
];

/** The checks that a level asks for in a minor of Kubernetes. */
export function podSecurityChecksOf(level: PodSecurityLevel, minor: number): readonly PodSecurityCheck[] {
  if (level === PodSecurityLevel.PRIVILEGED) return [];
  const inForce = podSecurityChecks.filter(({ since }) => since <= minor);
  if (level === BASELINE) return inForce.filter(one => one.level === BASELINE);
  const overridden = inForce.map(({ overrides }) => overrides);
  return inForce.filter(({ id }) => !overridden.includes(id));
}

function check(
  id: string, level: PodSecurityCheck['level'], changesAt: readonly number[], ruleIds: readonly string[],
  more: Pick<PodSecurityCheck, 'overrides' | 'turns'> = {},
): PodSecurityCheck {
  return {
    id,
    level,
    control: `pss:${level}/${id}`,
    since: changesAt[0],
    changesAt,
    // When it is asked for: this file is loaded too where the rules are generated from their declarations.
    get rules() {
      return ruleIds.map(podRuleOf);
    },
    ...more,
  };
}

function podRuleOf(id: string): PodRule {
  const rule = singleObjectRules.find(one => one.id === id);
  if (rule?.scope !== 'pod') throw new Error(`The Pod Security Standards name ${id}, which is no rule about pods.`);
  return rule;
}
