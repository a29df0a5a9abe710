/**
 * Which files and capabilities the kernel's AppArmor lets the containers of a pod use. Nodes without AppArmor refuse the pod,
 * so there is none by default. Running without a profile takes `Waiver.appArmorUnconfined`.
 */
export class AppArmorProfile {
  /** The profile that the container runtime brings along. */
  public static runtimeDefault(): AppArmorProfile {
    return new AppArmorProfile('RuntimeDefault');
  }

  /**
   * A profile of your own, which must be loaded on every node that the pod may run on.
   *
   * @param name the name of the loaded profile, such as `k8s-web`.
   * @throws when the name is blank.
   */
  public static localhost(name: string): AppArmorProfile {
    if (typeof name !== 'string' || name === '' || name !== name.trim()) {
      throw new Error(`AppArmorProfile.localhost: '${name}' must be the name of a profile that is loaded on the nodes, such as 'k8s-web'.`);
    }
    return new AppArmorProfile('Localhost', name);
  }

  private readonly type: string;
  private readonly localhostProfile?: string;

  private constructor(type: string, localhostProfile?: string) {
    this.type = type;
    this.localhostProfile = localhostProfile;
  }

  /**
   * As the field `appArmorProfile` has it.
   *
   * @internal
   */
  public _toField(): { type: string; localhostProfile?: string } {
    return this.localhostProfile === undefined ? { type: this.type } : { type: this.type, localhostProfile: this.localhostProfile };
  }
}
