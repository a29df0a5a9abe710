// What all apps of the benchmark have in common: so many Deployments in so many charts, a namespace for each chart.

export const IMAGE = 'registry.example/shop/web:1.4.2';
export const PORT = 8080;

/** The charts of an app, and the Deployments that are dealt out to them in turn. */
export function chartsOf({ objects, charts }) {
  const names = Array.from({ length: objects }, (_, index) => `web-${index}`);
  return Array.from({ length: charts }, (_, index) => ({
    id: `shop-${index}`,
    namespace: `shop-${index}`,
    deployments: names.filter((_, position) => position % charts === index),
  }));
}
