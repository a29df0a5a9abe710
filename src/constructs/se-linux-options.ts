/** The SELinux label that the containers of a pod run with. */
export interface SeLinuxOptions {
  /**
   * The level, such as `s0:c123,c456`: pods with different categories cannot reach each other's files.
   *
   * @default - the container runtime gives each pod a level of its own
   */
  readonly level?: string;

  /**
   * The type: `container_t`, `container_init_t`, `container_kvm_t` or `container_engine_t`. Any other takes
   * `Waiver.seLinuxOptions`.
   *
   * @default - the container runtime's own, `container_t`
   */
  readonly type?: string;

  /**
   * The SELinux user. Takes `Waiver.seLinuxOptions`.
   *
   * @default - the container runtime's own
   */
  readonly user?: string;

  /**
   * The SELinux role. Takes `Waiver.seLinuxOptions`.
   *
   * @default - the container runtime's own
   */
  readonly role?: string;
}
