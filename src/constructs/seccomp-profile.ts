/** Which system calls the containers of a pod may make. Running without a profile takes `Waiver.seccompUnconfined`. */
export class SeccompProfile {
  /** The profile that the container runtime brings along. */
  public static runtimeDefault(): SeccompProfile {
    return new SeccompProfile('RuntimeDefault');
  }

  /**
   * A profile of your own, which must be on every node that the pod may run on.
   *
   * @param profile its path below the kubelet's folder for seccomp profiles, such as `profiles/web.json`.
   * @throws when the path is blank, absolute or leaves that folder.
   */
  public static localhost(profile: string): SeccompProfile {
    if (typeof profile !== 'string' || profile.trim() === '' || profile.startsWith('/') || profile.split('/').includes('..')) {
      throw new Error(`SeccompProfile.localhost: '${profile}' must be a path below the kubelet's seccomp folder, such as 'profiles/web.json'.`);
    }
    return new SeccompProfile('Localhost', profile);
  }

  private readonly type: string;
  private readonly localhostProfile?: string;

  private constructor(type: string, localhostProfile?: string) {
    this.type = type;
    this.localhostProfile = localhostProfile;
  }

  /**
   * As the field `seccompProfile` has it.
   *
   * @internal
   */
  public _toField(): { type: string; localhostProfile?: string } {
    return this.localhostProfile === undefined ? { type: this.type } : { type: this.type, localhostProfile: this.localhostProfile };
  }
}
