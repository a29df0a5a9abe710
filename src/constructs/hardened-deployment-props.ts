import * as kplus from 'cdk8s-plus-28';
import { HardenedPodProps } from './hardened-pod-props';

/** Everything that a Deployment of cdk8s-plus takes, and what hardening adds to it. */
export interface HardenedDeploymentProps extends kplus.DeploymentProps, HardenedPodProps {}
