import { WaivedObjects } from './waived-objects';

/** Why a waiver is given, by whom and until when, and what it is narrowed to. */
export interface WaiverProps {
  /**
   * Why this is needed and what it waits for, in words that the next reader understands: up to 1,024 characters, without control
   * characters other than line breaks and tabs. It stands in reports, in an annotation of the object, and on terminals.
   */
  readonly reason: string;

  /**
   * The last day on which the waiver holds, as `2027-03-31`. From the day after (in UTC), what it excused fails again.
   *
   * @default - it holds until it is removed
   */
  readonly expires?: string;

  /**
   * The ticket that follows it up, such as `SEC-142`: one line.
   *
   * @default - none
   */
  readonly ticket?: string;

  /**
   * Who answers for it, such as a team or a mail address: one line.
   *
   * @default - nobody is named
   */
  readonly owner?: string;

  /**
   * Whether it only warns, and does not fail, where nothing needs it. For building blocks that are published: the configurations of those who
   * use them differ.
   *
   * @default false
   */
  readonly optional?: boolean;

  /**
   * The only objects that it is for. Not on a hardened construct, where it is for the construct.
   *
   * @default - every object of the scope that it is added to
   */
  readonly objects?: WaivedObjects;

  /**
   * The only field that it is for: the path of a finding, from the object (`spec.template.spec.volumes[0].hostPath`) or, where one is named, from
   * the container (`ports[0].hostPort`). Not on a hardened construct.
   *
   * @default - every field that the rule finds fault with
   */
  readonly path?: string;

  /**
   * The only value that it excuses, as text: a capability (`SYS_PTRACE`), a port (`8080`), a folder of the node (`/var/log`).
   *
   * @default - any value
   */
  readonly value?: string;
}

/** A waiver that may be narrowed to one container. */
export interface ContainerWaiverProps extends WaiverProps {
  /**
   * The name of the only container that it is for; init containers and sidecars too.
   *
   * @default - every container of the pod
   */
  readonly container?: string;
}
