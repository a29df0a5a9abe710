import { htmlPageOf } from '../../../src/network/pictures/html-page';
import { apps, KubernetesObject, networkOf } from '../network-kit';
import { hostilePod, OPEN_APP, syntheticApp } from './synthetic';

function page(...objects: readonly KubernetesObject[]): string {
  return htmlPageOf(networkOf(...objects), { title: 'shop <b>' });
}

test('the page takes one style and one script by their digests, and nothing from anywhere', () => {
  const text = page(...OPEN_APP);

  expect(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(text)![1].replace(/sha256-[A-Za-z0-9+/]{43}=/g, 'DIGEST'))
    .toBe("default-src 'none'; style-src 'DIGEST'; script-src 'DIGEST'; base-uri 'none'; form-action 'none'");
  expect(text.match(/<script|<style|<link|<img|<iframe|<form|https?:|\ssrc=|\son[a-z]+=|\sstyle=/g)).toEqual(['<style', '<script', '<script']);
});

test('what is open, refused or not considered is counted and listed', () => {
  const text = page(...OPEN_APP);

  expect([...text.matchAll(/<dt>([^<]*)<\/dt><dd>(\d+)<\/dd>/g)].map(([, name, count]) => `${name}: ${count}`)).toEqual([
    'workloads: 12', 'namespaces: 3', 'policies: 4', 'connections: 123', 'open workloads: 9', 'faults of policies: 1', 'policies not considered: 1',
  ]);
  expect(text).toContain('<li><code>ops/agent[Pod]</code>: in the network of its node, where no policy applies</li>');
  expect(text).toContain('<li><code>CiliumNetworkPolicy shop/l7</code></li>');
});

test('no name is mark-up', () => {
  const text = page(hostilePod({ app: 'evil' }), ...apps('web'));

  expect(text).toContain('<h1>Who reaches whom: shop &lt;b&gt;</h1>');
  expect(text).not.toContain('alert(1)</script>');
  expect(text).not.toContain('<img');
  expect(text).not.toContain('\u202e');
});

test('the order in which objects come does not matter', () => {
  for (const objects of [OPEN_APP, syntheticApp(30, 3, 2)]) {
    expect(page(...[...objects].reverse())).toBe(page(...objects));
  }
});

test('a network of nobody is a page as well', () => {
  expect(page()).toContain('There is no workload in what was read.');
});

test('a page of a thousand open workloads stays small', () => {
  const text = page(...apps(...Array.from({ length: 1_000 }, (_, i) => `app-${i}`)));

  expect(text).toContain('1000 workloads in 1 namespace, 0 NetworkPolicies, 1003000 connections.');
  expect(text.length).toBeLessThan(200_000);
});
