/**
 * The `restricted` Pod Security Standard, v1.25 to v1.37, said once more and by hand: a second opinion on the constructs that shares no
 * code with the rules. Each line says what it forbids; the answer is what is forbidden in a pod template.
 */
export function forbiddenByRestricted(template: any, minor: number): string[] {
  const { spec, metadata } = template;
  const pod = spec.securityContext ?? {};
  const containers = [...spec.initContainers ?? [], ...spec.containers, ...spec.ephemeralContainers ?? []];
  const contexts = containers.map(container => container.securityContext ?? {});
  const both = [pod, ...contexts];
  const handlers = containers.flatMap(({ livenessProbe, readinessProbe, startupProbe, lifecycle }) =>
    [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop].filter(handler => handler !== undefined));
  const safeSysctls = [
    'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
    'net.ipv4.ip_unprivileged_port_start',
  ];
  const allowedVolumes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];
  const seLinuxTypes = ['', 'container_t', 'container_init_t', 'container_kvm_t', ...minor >= 31 ? ['container_engine_t'] : []];
  const confined = ['RuntimeDefault', 'Localhost'];

  const forbidden: Record<string, boolean> = {
    hostNamespaces: spec.hostNetwork === true || spec.hostPID === true || spec.hostIPC === true,
    privileged: contexts.some(({ privileged }) => privileged === true),
    hostPorts: containers.some(({ ports = [] }) => ports.some(({ hostPort = 0 }: any) => hostPort !== 0)),
    hostProbesAndHostLifecycle: minor >= 34 && handlers.some(({ httpGet, tcpSocket }) => Boolean(httpGet?.host) || Boolean(tcpSocket?.host)),
    appArmorProfile: both.some(({ appArmorProfile }) => appArmorProfile && !confined.includes(appArmorProfile.type))
      || Object.entries(metadata?.annotations ?? {}).some(([key, value]) =>
        key.startsWith('container.apparmor.security.beta.kubernetes.io/') && !/^(|runtime\/default|localhost\/.*)$/.test(String(value))),
    seLinuxOptions: both.some(({ seLinuxOptions: { type = '', user = '', role = '' } = {} }) => !seLinuxTypes.includes(type) || user !== '' || role !== ''),
    procMount: contexts.some(({ procMount = 'Default' }) => procMount !== 'Default'),
    sysctls: (pod.sysctls ?? []).some(({ name }: any) => !safeSysctls.includes(name)),
    windowsHostProcess: both.some(({ windowsOptions }) => windowsOptions?.hostProcess === true),
    allowPrivilegeEscalation: contexts.some(({ allowPrivilegeEscalation }) => allowPrivilegeEscalation !== false),
    capabilities: contexts.some(({ capabilities: { add = [], drop = [] } = {} }) => !drop.includes('ALL') || add.some((name: string) => name !== 'NET_BIND_SERVICE')),
    restrictedVolumes: (spec.volumes ?? []).some(({ name: _, ...source }: any) => Object.keys(source).some(type => !allowedVolumes.includes(type))),
    runAsNonRoot: pod.runAsNonRoot === false
      || contexts.some(({ runAsNonRoot }) => runAsNonRoot === false || (runAsNonRoot === undefined && pod.runAsNonRoot !== true)),
    runAsUser: both.some(({ runAsUser }) => runAsUser === 0),
    seccompProfile: both.some(({ seccompProfile }) => seccompProfile !== undefined && !confined.includes(seccompProfile.type))
      || (pod.seccompProfile === undefined && contexts.some(({ seccompProfile }) => seccompProfile === undefined)),
  };
  return Object.keys(forbidden).filter(check => forbidden[check]);
}
