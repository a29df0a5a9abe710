import { Construct } from 'constructs';
import { BoutiqueService } from './boutique-service';
import { CartStore } from './cart-store';
import { Frontend } from './frontend';
import { LoadGenerator } from './load-generator';

const WITHOUT_PROFILER = { DISABLE_PROFILER: '1' };

/** All parts of the shop. Who may call whom is said in `network.ts`. */
export type Shop = ReturnType<typeof services>;

/** Adds all parts of the shop to a chart. */
export function services(scope: Construct) {
  const ads = new BoutiqueService(scope, 'adservice', { port: 9555, memory: 300, cpu: 200 });
  const currency = new BoutiqueService(scope, 'currencyservice', { port: 7000, env: WITHOUT_PROFILER });
  const email = new BoutiqueService(scope, 'emailservice', { port: 8080, servicePort: 5000, env: WITHOUT_PROFILER });
  const payment = new BoutiqueService(scope, 'paymentservice', { port: 50051, env: WITHOUT_PROFILER });
  const productCatalog = new BoutiqueService(scope, 'productcatalogservice', { port: 3550, env: WITHOUT_PROFILER });
  const shipping = new BoutiqueService(scope, 'shippingservice', { port: 50051, env: WITHOUT_PROFILER });

  const cartStore = new CartStore(scope);
  const cart = new BoutiqueService(scope, 'cartservice', { port: 7070, cpu: 200, user: 1000, env: { REDIS_ADDR: cartStore.address } });

  const recommendation = new BoutiqueService(scope, 'recommendationservice', {
    port: 8080,
    memory: 450,
    env: { ...WITHOUT_PROFILER, PRODUCT_CATALOG_SERVICE_ADDR: productCatalog.address },
  });
  const checkout = new BoutiqueService(scope, 'checkoutservice', {
    port: 5050,
    env: {
      CART_SERVICE_ADDR: cart.address,
      CURRENCY_SERVICE_ADDR: currency.address,
      EMAIL_SERVICE_ADDR: email.address,
      PAYMENT_SERVICE_ADDR: payment.address,
      PRODUCT_CATALOG_SERVICE_ADDR: productCatalog.address,
      SHIPPING_SERVICE_ADDR: shipping.address,
    },
  });
  const frontend = new Frontend(scope, {
    AD_SERVICE_ADDR: ads.address,
    CART_SERVICE_ADDR: cart.address,
    CHECKOUT_SERVICE_ADDR: checkout.address,
    CURRENCY_SERVICE_ADDR: currency.address,
    PRODUCT_CATALOG_SERVICE_ADDR: productCatalog.address,
    RECOMMENDATION_SERVICE_ADDR: recommendation.address,
    SHIPPING_SERVICE_ADDR: shipping.address,
    // An optional part that this shop does not have; the frontend does not start without an address for it.
    SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80',
  });
  const loadGenerator = new LoadGenerator(scope, frontend.address);

  return { ads, cart, cartStore, checkout, currency, email, frontend, loadGenerator, payment, productCatalog, recommendation, shipping };
}
