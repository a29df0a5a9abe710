const DNS_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/** The container runtime that a pod runs in. The cluster must have a RuntimeClass of that name. */
export class RuntimeClass {
  /** gVisor: a kernel in user space between the containers and the node. Its RuntimeClass is named `gvisor`. */
  public static gVisor(): RuntimeClass {
    return RuntimeClass.named('gvisor');
  }

  /** Kata Containers: a light virtual machine for each pod. Its RuntimeClass is named `kata`. */
  public static kata(): RuntimeClass {
    return RuntimeClass.named('kata');
  }

  /** Confidential Containers: Kata in a virtual machine whose memory the node cannot read. Its RuntimeClass is named `kata-cc`. */
  public static confidential(): RuntimeClass {
    return RuntimeClass.named('kata-cc');
  }

  /**
   * Any RuntimeClass of the cluster.
   *
   * @param name its name, such as `kata-qemu`.
   * @throws when that cannot be the name of a RuntimeClass.
   */
  public static named(name: string): RuntimeClass {
    if (typeof name !== 'string' || !DNS_NAME.test(name) || name.length > 253) {
      throw new Error(`RuntimeClass.named: '${name}' is not the name of a RuntimeClass. Write it in lower case with dashes, as 'kata-qemu'.`);
    }
    return new RuntimeClass(name);
  }

  /** The name of the RuntimeClass. */
  public readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }
}
