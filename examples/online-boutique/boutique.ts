import { App, Chart } from 'cdk8s';
import { DefaultDenyNetworkPolicy, HardenedNamespace } from 'cdk8s-hardened';
import { openNetwork } from './network';
import { services, Shop } from './services';

/** The whole shop, in a namespace of its own. */
export class Boutique extends Chart {
  public readonly shop: Shop;

  constructor(app: App) {
    super(app, 'online-boutique', { namespace: 'online-boutique' });
    new HardenedNamespace(this, 'Namespace');
    new DefaultDenyNetworkPolicy(this, 'DefaultDeny');
    this.shop = services(this);
    openNetwork(this, this.shop);
  }
}
