import { SeededRandom } from './seeded-random';

/** What containers may be called, the nameless one included. */
export const CONTAINER_NAMES = ['setup', 'mesh', 'app', 'worker', 'debug', ''] as const;

/** A way to make the value of a field; `undefined` removes the field. */
export type Values = readonly unknown[] | ((random: SeededRandom) => unknown);

/** A field, as a dotted path from the pod template or from the container, and what it may be. */
export type Field = readonly [path: string, values: Values];

/** Fields that one concern reads, so that how often a concern is met does not depend on how many fields it has. */
export interface Concern {
  /** How much more often than others it is met; for those of which most values break nothing. */
  readonly weight?: number;
  readonly ofPod?: readonly Field[];
  readonly ofContainer?: readonly Field[];
}

const FLAG = [true, true, false, null, undefined];
const ID = [0, 0, 1, 1000, 65534, 4294967295, -1, null, undefined];

const SECCOMP_PROFILES = [
  { type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'profiles/web.json' }, { type: 'Localhost' }, { type: 'Unconfined' }, { type: 'Unconfined' },
  { type: '' }, {}, { type: null }, { type: 'runtime/default' }, { type: 'runtimeDefault' }, { localhostProfile: 'profiles/web.json' }, null, undefined,
];
const APP_ARMOR_PROFILES = [
  { type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'web' }, { type: 'Unconfined' }, { type: '' }, {}, { type: null }, { type: 'localhost' }, null,
];
const APP_ARMOR_PREFIX = 'container.apparmor.security.beta.kubernetes.io/';
const APP_ARMOR_ANNOTATIONS = [
  'runtime/default', 'runtime/default', 'localhost/web', 'localhost/', 'localhost/a\nb', '', 'unconfined', 'localhost', 'runtime/default ', null,
];
const SECCOMP_PREFIX = 'container.seccomp.security.alpha.kubernetes.io/';
const SECCOMP_ANNOTATIONS = [
  'runtime/default', 'runtime/default', 'docker/default', 'docker/default', 'localhost/web', 'localhost/', 'localhost/a\nb', 'unconfined', 'localhost', '', null,
];
const SE_LINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', 'container_engine_t', 'spc_t', 'Container_t', null];
const SE_LINUX_NAMES = ['', '', 'system_u', null];
const WINDOWS_OPTIONS = [
  { hostProcess: true }, { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' }, { hostProcess: false }, { hostProcess: null }, {}, null,
  { gmsaCredentialSpecName: 'web' },
];

const CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
  'NET_BIND_SERVICE', 'NET_BIND_SERVICE', 'NET_BIND_SERVICE', 'NET_RAW', 'SYS_ADMIN', 'SYS_PTRACE', 'ALL', 'all', 'chown', 'CAP_CHOWN', 'CAP_NET_BIND_SERVICE', '', ' CHOWN', null,
];
const DROPS = [
  ['ALL'], ['ALL'], ['NET_RAW', 'ALL'], ['all'], ['NET_RAW'], ['CAP_ALL'], ['ALL '], ['CHOWN', 'KILL'], [''], [null], [null, 'ALL'], [], null, undefined,
];

const SYSCTLS = [
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
  'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat',
  'kernel.msgmax', 'net.core.somaxconn', 'net/ipv4/ip_local_port_range', '', null,
];

const ALLOWED_SOURCES: Readonly<Record<string, unknown>> = {
  configMap: { name: 'settings' },
  csi: { driver: 'csi.example', readOnly: true },
  downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] },
  emptyDir: { sizeLimit: '64Mi' },
  ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } },
  image: { reference: 'registry.example/data:1.0' },
  persistentVolumeClaim: { claimName: 'data' },
  projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 600 } }] },
  secret: { secretName: 'key', defaultMode: 256 },
};
const FORBIDDEN_SOURCES: Readonly<Record<string, unknown>> = {
  hostPath: { path: '/var/run', type: 'Directory' },
  awsElasticBlockStore: { volumeID: 'vol-1' },
  azureDisk: { diskName: 'data', diskURI: 'disk' },
  azureFile: { secretName: 'key', shareName: 'data' },
  cephfs: { monitors: ['10.0.0.1'] },
  cinder: { volumeID: 'vol-1' },
  fc: { lun: 2, targetWWNs: ['50060e801049cfd1'] },
  flexVolume: { driver: 'example/lvm' },
  flocker: { datasetName: 'data' },
  gcePersistentDisk: { pdName: 'data' },
  gitRepo: { repository: 'https://git.example/web.git' },
  glusterfs: { endpoints: 'storage', path: 'data' },
  iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.example:data', lun: 0 },
  nfs: { server: 'nfs.example', path: '/' },
  photonPersistentDisk: { pdID: 'data' },
  portworxVolume: { volumeID: 'data' },
  quobyte: { registry: 'quobyte:7861', volume: 'data' },
  rbd: { monitors: ['10.0.0.1'], image: 'data' },
  scaleIO: { gateway: 'https://scaleio.example', system: 'scaleio', secretRef: { name: 'key' } },
  storageos: { volumeName: 'data' },
  vsphereVolume: { volumePath: 'data' },
};
const HANDLERS: readonly unknown[] = [
  { httpGet: { path: '/', port: 8080 } }, { httpGet: { port: 'http', host: '' } }, { httpGet: { port: 8080, host: null } },
  { httpGet: { port: 8080, host: '127.0.0.1' } }, { httpGet: { port: 8080, host: 'metadata.example', scheme: 'HTTPS' } }, { httpGet: {} }, { httpGet: null },
  { tcpSocket: { port: 8080 } }, { tcpSocket: { port: 8080, host: '' } }, { tcpSocket: { port: 8080, host: 'localhost' } }, { tcpSocket: {} },
  { httpGet: { port: 8080 }, tcpSocket: { port: 8080, host: '10.0.0.1' } },
  { exec: { command: ['true'] } }, {}, null,
];
const PROBES = [...HANDLERS, { grpc: { port: 9090, service: 'health' }, periodSeconds: 5 }];

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const IMAGES = [
  'nginx', 'nginx:latest', 'nginx:1.29', 'registry.example/team/web:1.0.0', `registry.example/web@${DIGEST}`, `nginx:latest@${DIGEST}`, `nginx:1.29@${DIGEST}`,
  'registry.example:5000/web', 'registry.example:5000/web:2', 'localhost/web:1', 'localhost:5000/web', 'Registry.Example/web:1', '[::1]:5000/web:1', 'team/web', 'team/web:LATEST',
  'Nginx:1.0', 'nginx:', 'nginx:1.0 ', 'nginx:1.0\n', ' nginx:1.0', 'nginx@sha256:abc', `nginx@sha512:${'ab'.repeat(64)}`, `nginx@sha256:${'A'.repeat(64)}`, 'nginx:1@2',
  '0123456789abcdef'.repeat(4), `${'0123456789abcdef'.repeat(4)}:1`, `nginx:${'1'.repeat(128)}`, `nginx:${'1'.repeat(129)}`, `${'a'.repeat(237)}:1`, `${'a'.repeat(238)}:1`,
  `registry.example/${'a'.repeat(238)}:1`, `registry.example/${'a'.repeat(239)}:1`, 'a__b/c-_d:1', 'a___b:1', 'a--b/c.d:1', 'a..b:1', '-a:1', 'a/', '/a:1', 'a//b:1', 'ａ:1',
  'registry.example/web:${TAG}', '{{ .Values.image }}', 'https://registry.example/web:1', '', null, undefined,
];

const QUANTITIES = [
  '128Mi', '64Mi', '1Gi', '1G', '1000M', '1073741824', 1073741824, 134217728, '0.5Gi', '1e9', '1E', '500m', '0', 0, '1', 1, '0.1', 0.5, '2', '1500m', '.5', '1.', '+1', '-1', '1e-3',
  '100n', '9007199254740993', '9007199254740992', '8Ei', '999E',
];
/** What a list may be without an item. */
const LISTS = [[], null, undefined];
const ACCOUNTS = ['web', 'default', 'default', '', null, undefined];

/** Every field that a check of the Pod Security Standards or a rule of ours reads, and more values for it than those that matter. */
const CONCERNS: readonly Concern[] = [
  { ofPod: [['spec.hostNetwork', FLAG], ['spec.hostPID', FLAG], ['spec.hostIPC', FLAG]] },
  { ofContainer: [['securityContext.privileged', FLAG]] },
  {
    ofContainer: [
      ['securityContext.capabilities.add', random => (random.chance(15) ? random.pick(LISTS) : random.picks(CAPABILITIES, 3))],
      ['securityContext.capabilities.add', random => [random.pick(CAPABILITIES)]],
    ],
  },
  { ofContainer: [['securityContext.capabilities.drop', DROPS], ['securityContext.capabilities', [{}, null, { add: ['NET_BIND_SERVICE'] }]]] },
  { weight: 2, ofPod: [['spec.volumes', volumes]] },
  { ofContainer: [['ports', ports]] },
  {
    weight: 2,
    ofContainer: [
      ['livenessProbe', PROBES], ['readinessProbe', PROBES], ['startupProbe', PROBES], ['lifecycle.postStart', HANDLERS], ['lifecycle.preStop', HANDLERS],
    ],
  },
  { ofPod: [['spec.securityContext.appArmorProfile', APP_ARMOR_PROFILES]], ofContainer: [['securityContext.appArmorProfile', APP_ARMOR_PROFILES]] },
  { ofPod: [['spec.securityContext.seLinuxOptions', seLinuxOptions]], ofContainer: [['securityContext.seLinuxOptions', seLinuxOptions]] },
  { ofContainer: [['securityContext.procMount', ['Default', 'Unmasked', 'Unmasked', 'unmasked', 'default', '', null]]] },
  { weight: 2, ofPod: [['spec.hostUsers', [false, false, true, null]]] },
  { ofPod: [['spec.securityContext.seccompProfile', SECCOMP_PROFILES]], ofContainer: [['securityContext.seccompProfile', SECCOMP_PROFILES]] },
  { ofPod: [['spec.securityContext.sysctls', sysctls]] },
  { ofPod: [['spec.securityContext.windowsOptions', WINDOWS_OPTIONS]], ofContainer: [['securityContext.windowsOptions', WINDOWS_OPTIONS]] },
  { ofContainer: [['securityContext.allowPrivilegeEscalation', FLAG]] },
  { ofPod: [['spec.securityContext.runAsNonRoot', FLAG]], ofContainer: [['securityContext.runAsNonRoot', FLAG]] },
  { weight: 2, ofPod: [['spec.securityContext.runAsUser', ID]], ofContainer: [['securityContext.runAsUser', ID]] },
  { weight: 2, ofPod: [['spec.os', [{ name: 'windows' }, { name: 'windows' }, { name: 'windows' }, { name: 'linux' }, { name: 'Windows' }, { name: '' }, {}, null]]] },
  { ofPod: [['metadata.annotations', appArmorAnnotations]] },
  { ofPod: [['metadata.annotations', seccompAnnotations]] },
  {
    ofPod: [['spec.securityContext', [{}, null, undefined]]],
    ofContainer: [['securityContext', [{}, null, undefined]]],
  },
  { ofPod: [['spec.securityContext.runAsGroup', ID]], ofContainer: [['securityContext.runAsGroup', ID]] },
  { ofPod: [['spec.securityContext.fsGroup', ID], ['spec.securityContext.supplementalGroups', [[0], [1000], [1000, 0], [-1, 5], [], null]]] },
  { ofContainer: [['securityContext.readOnlyRootFilesystem', FLAG]] },
  { ofContainer: [['image', IMAGES]] },
  { ofPod: [['spec.resources', resources]], ofContainer: [['resources', resources]] },
  { ofContainer: [['resources', resources]] },
  { ofPod: [['spec.serviceAccountName', ACCOUNTS], ['spec.serviceAccount', ACCOUNTS]] },
  { ofPod: [['spec.automountServiceAccountToken', FLAG]] },
  { ofPod: [['spec.shareProcessNamespace', FLAG]] },
  {
    ofPod: [
      ['spec.runtimeClassName', ['gvisor', '', null]], ['spec.enableServiceLinks', FLAG], ['spec.nodeName', ['node-1', '', null]], ['spec.dnsPolicy', ['Default', 'ClusterFirst', '']],
      ['spec.hostAliases', [[{ ip: '169.254.169.254', hostnames: ['metadata'] }], []]], ['spec.tolerations', [[{ operator: 'Exists' }], []]],
      ['spec.restartPolicy', ['Never', 'Always', '']], ['spec.priorityClassName', ['system-node-critical', '']],
    ],
    ofContainer: [
      ['imagePullPolicy', ['Always', 'IfNotPresent', 'Never', '', null]], ['stdin', FLAG], ['tty', FLAG], ['restartPolicy', ['Always', 'Always', null]],
      ['env', [[{ name: 'PASSWORD', value: 'secret' }], [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'key', key: 'key' } } }], [], null]],
      ['envFrom', [[{ secretRef: { name: 'key' } }], [{ configMapRef: { name: 'settings' }, prefix: 'A_' }], []]],
      ['volumeMounts', [[{ name: 'volume-0', mountPath: '/data', readOnly: true }], [{ name: 'volume-1', mountPath: '/', mountPropagation: 'Bidirectional', subPath: 'a' }], []]],
      ['command', [['/bin/sh', '-c', 'true'], [], null]],
    ],
  },
];

/** A concern by chance. */
export function pickConcern(random: SeededRandom): Concern {
  return random.pick(WEIGHED);
}

const WEIGHED = CONCERNS.flatMap(concern => Array.from({ length: concern.weight ?? 1 }, () => concern));

function appArmorAnnotations(random: SeededRandom): unknown {
  const names = random.picks([...CONTAINER_NAMES, 'nobody'], 2);
  return {
    note: 'unconfined',
    ...random.chance(10) ? { 'apparmor.security.beta.kubernetes.io/pod': 'unconfined' } : {},
    ...Object.fromEntries(names.map(name => [APP_ARMOR_PREFIX + name, random.pick(APP_ARMOR_ANNOTATIONS)])),
  };
}

function seccompAnnotations(random: SeededRandom): unknown {
  const names = random.picks([...CONTAINER_NAMES, 'app', 'mesh', 'nobody'], 4);
  return {
    ...random.chance(50) ? { 'seccomp.security.alpha.kubernetes.io/pod': random.pick(SECCOMP_ANNOTATIONS) } : {},
    ...Object.fromEntries(names.map(name => [SECCOMP_PREFIX + name, random.pick(SECCOMP_ANNOTATIONS)])),
  };
}

function volumes(random: SeededRandom): unknown {
  if (random.chance(6)) return random.pick(LISTS);
  return Array.from({ length: 1 + random.below(3) }, (_, index) => ({ name: `volume-${index}`, ...sources(random) }));
}

function sources(random: SeededRandom): object {
  if (random.chance(8)) return {};
  if (random.chance(15)) return { ...source(random), ...source(random) };
  return source(random);
}

function source(random: SeededRandom): object {
  const choices = random.chance(60) ? ALLOWED_SOURCES : random.chance(45) ? { hostPath: FORBIDDEN_SOURCES.hostPath } : FORBIDDEN_SOURCES;
  const name = random.pick(Object.keys(choices));
  const body = random.chance(15) ? {} : random.chance(8) ? null : structuredClone(choices[name]);
  return { [name]: body };
}

function ports(random: SeededRandom): unknown {
  if (random.chance(6)) return random.pick(LISTS);
  return Array.from({ length: 1 + random.below(2) }, (_, index) => ({
    containerPort: 8080 + index,
    ...random.chance(20) ? {} : { hostPort: random.pick([0, 0, null, 80, 8080, 65535, -1]) },
    ...random.chance(20) ? { hostIP: '127.0.0.1', protocol: 'UDP' } : {},
  }));
}

function seLinuxOptions(random: SeededRandom): unknown {
  if (random.chance(10)) return random.pick([{}, null]);
  return {
    ...random.chance(75) ? { type: random.pick(SE_LINUX_TYPES) } : {},
    ...random.chance(20) ? { user: random.pick(SE_LINUX_NAMES) } : {},
    ...random.chance(20) ? { role: random.pick(SE_LINUX_NAMES) } : {},
    ...random.chance(20) ? { level: 's0:c1,c2' } : {},
  };
}

function sysctls(random: SeededRandom): unknown {
  if (random.chance(6)) return random.pick(LISTS);
  return Array.from({ length: 1 + random.below(2) }, () => ({ name: random.pick(SYSCTLS), value: random.pick(['1', '1024 65535', '']) }));
}

function resources(random: SeededRandom): unknown {
  if (random.chance(10)) return random.pick([{}, null, undefined]);
  return {
    ...random.chance(75) ? { requests: quantities(random) } : {},
    ...random.chance(75) ? { limits: quantities(random) } : {},
  };
}

function quantities(random: SeededRandom): unknown {
  if (random.chance(10)) return random.pick([{}, null]);
  return {
    ...random.chance(60) ? { cpu: random.pick(QUANTITIES) } : {},
    ...random.chance(75) ? { memory: random.pick(QUANTITIES) } : {},
    ...random.chance(15) ? { 'ephemeral-storage': '64Mi' } : {},
  };
}
