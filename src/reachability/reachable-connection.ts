/** That somebody reaches somebody else, and by which ports. */
export interface ReachableConnection {
  /** Who calls: `shop/web[Deployment]`, `10.0.0.0-10.255.255.255[External]`. */
  readonly from: string;

  /** Who is called. */
  readonly to: string;

  /** The ports that are open for certain: `TCP 80,8000-9000,UDP 53`, `All Connections`; `No Connections` where nothing is certain. */
  readonly connections: string;

  /**
   * The ports beside them that may be open: a policy cannot be read, or the address of a node decides.
   *
   * @default - everything is certain
   */
  readonly unknown?: string;
}
