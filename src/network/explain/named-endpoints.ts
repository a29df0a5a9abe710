import { nearest } from '../../kubernetes/nearest';
import { parseCidr } from '../addresses/cidr';
import { parseAddress } from '../addresses/ip-address';
import { Network } from '../analysis/network';
import { INTERNET } from '../exposure/internet';
import { Workload } from '../model/workload';
import { AddressEndpoint, Endpoint } from './endpoint';
import { workloadEndpoints } from './workload-endpoints';

/** What people call every public address. */
const THE_INTERNET = 'internet';

/**
 * Whom a text names: `shop/web` or `shop/web[Deployment]`, an address, a CIDR, or `internet`. Several where pods of a workload differ.
 *
 * @throws when it names nobody, or more than one workload.
 */
export function endpointsNamed(text: string, network: Network): readonly Endpoint[] {
  if (text === THE_INTERNET) return [{ kind: 'address', text: 'the internet', ranges: INTERNET }];
  const addresses = addressesNamed(text);
  if (addresses !== undefined) return [addresses];
  const found = network.workloads.filter(workload => workload.text === text || nameOf(workload) === text);
  if (found.length > 1) throw new Error(`'${text}' may be ${found.map(workload => workload.text).join(' or ')}: write which of them`);
  if (found.length === 0) throw new Error(nobody(text, network.workloads));
  return workloadEndpoints(found[0], network);
}

function addressesNamed(text: string): AddressEndpoint | undefined {
  const address = parseAddress(text);
  if (address !== undefined) return { kind: 'address', text, ranges: [{ family: address.family, first: address.value, last: address.value }] };
  const cidr = parseCidr(text);
  return cidr && { kind: 'address', text: cidr.canonical ?? text, ranges: [cidr] };
}

function nobody(text: string, workloads: readonly Workload[]): string {
  const names = workloads.map(nameOf);
  const namesake = names.find(name => name.endsWith(`/${text}`));
  const hint = namesake === undefined ? nearest(text, names) : ` (did you mean '${namesake}'?)`;
  return `there is no workload '${text}'${hint}: name one as NAMESPACE/NAME or NAMESPACE/NAME[KIND], an address, a CIDR, or ${THE_INTERNET}`;
}

function nameOf({ namespace, name }: Workload): string {
  return `${namespace}/${name}`;
}
