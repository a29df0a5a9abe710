import { HardenedDeployment } from 'cdk8s-hardened';
import { NetworkPolicyIpBlock } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Shop } from './services';

/** Opens what the shop needs, and nothing else: each connection at both ends, on the ports that the called side declares. */
export function openNetwork(scope: Construct, shop: Shop): void {
  const { ads, cart, cartStore, checkout, currency, email, frontend, loadGenerator, payment, productCatalog, recommendation, shipping } = shop;

  mayCall(frontend, ads, cart, checkout, currency, productCatalog, recommendation, shipping);
  mayCall(checkout, cart, currency, email, payment, productCatalog, shipping);
  mayCall(recommendation, productCatalog);
  mayCall(cart, cartStore);
  mayCall(loadGenerator, frontend);

  frontend.allowFrom(NetworkPolicyIpBlock.anyIpv4(scope, 'Anywhere'), frontend.port);
}

function mayCall(caller: HardenedDeployment, ...called: HardenedDeployment[]): void {
  for (const server of called) caller.connections.allowTo(server);
}
