// Generated from the files of this folder by `npx projen`. Do not edit.
/* eslint-disable import/order -- in the order of topics and ids, as the list below */
import { podSecurityLevel } from './namespace/pod-security-level';
import { danglingSelector } from './network/dangling-selector';
import { defaultDeny } from './network/default-deny';
import { dnsEgress } from './network/dns-egress';
import { internetIngress } from './network/internet-ingress';
import { metadataEgress } from './network/metadata-egress';
import { networkPolicyValid } from './network/network-policy-valid';
import { uniqueObject } from './objects/unique-object';
import { sharedServiceAccount } from './service-account/shared-service-account';
import { Rule } from './rule';
import { singleObjectRules } from './single-object-rules';

/** Every rule: those about one object, then those about several. */
export const catalogue: readonly Rule[] = [
  ...singleObjectRules,
  podSecurityLevel,
  danglingSelector,
  defaultDeny,
  dnsEgress,
  internetIngress,
  metadataEgress,
  networkPolicyValid,
  uniqueObject,
  sharedServiceAccount,
];