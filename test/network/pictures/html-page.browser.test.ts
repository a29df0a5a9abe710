import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
import { Browser, chromium, Page } from 'playwright-core';
import { htmlPageOf } from '../../../src/network/pictures/html-page';
import { apps, egressFrom, ingressTo, KubernetesObject, networkOf, pod } from '../network-kit';
import { browserPath } from './browser';
import { HOSTILE_NAME, hostilePod, OPEN_APP, syntheticApp } from './synthetic';

const executablePath = browserPath();
if (executablePath === undefined) console.warn('SKIPPED: no Chromium is installed, so that nobody has looked at the page of the network.');

const SHOP = [
  ...apps('web', 'cart', 'ads', 'cache'),
  ingressTo('cache', { from: [{ podSelector: { matchLabels: { app: 'cart' } } }], ports: [{ port: 6379 }] }),
  ingressTo('cart', { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 7070 }] }),
  ingressTo('web', { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 8080 }] }),
  ingressTo('ads', { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 9555 }] }),
  egressFrom('web', { to: [{ podSelector: {} }] }),
  egressFrom('cart', { to: [{ podSelector: {} }] }),
  egressFrom('cache'),
  egressFrom('ads'),
];

const HOSTILE = [hostilePod({ app: 'evil' }), pod('shop/web', { app: 'web' }), ingressTo('web', { from: [{ podSelector: { matchLabels: { app: 'evil' } } }] })];

const FOCUSED = 'document.activeElement.getAttribute("aria-label")';

const SIZES = [[390, 844], [820, 1180], [1400, 900]] as const;
const SCHEMES = ['light', 'dark'] as const;

/** Of each drawing, the rectangles of the boxes and those of the nodes. */
const RECTANGLES = `Array.from(document.querySelectorAll('.drawing'), drawing => ['.box > rect', '.node > rect'].map(selector => (
  Array.from(drawing.querySelectorAll(selector), rect => ['x', 'y', 'width', 'height'].map(name => Number(rect.getAttribute(name))))
)))`;

/** A page as somebody opens it from their disk without a network, and what went wrong meanwhile. */
interface Opened {
  readonly page: Page;
  readonly troubles: readonly string[];
}

// The name says that nothing was tested where there is no browser.
const inBrowser = executablePath === undefined ? describe.skip : describe;

inBrowser(executablePath === undefined ? 'SKIPPED without a Chromium: the page of a network' : 'the page of a network in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'network-page-'));
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function opened(
    objects: readonly KubernetesObject[], { width = 1400, height = 900, colorScheme = 'light' }: { width?: number; height?: number; colorScheme?: 'light' | 'dark' } = {},
  ): Promise<Opened> {
    const file = join(folder, 'network.html');
    writeFileSync(file, htmlPageOf(networkOf(...objects), { title: 'shop' }));
    const url = pathToFileURL(file).href;
    const context = await browser.newContext({ offline: true, viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', message => troubles.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', error => troubles.push(`error: ${error.message}`));
    page.on('dialog', dialog => {
      troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.route(requested => requested.href !== url, route => {
      troubles.push(`request: ${route.request().url()}`);
      return route.abort();
    });
    await page.goto(url);
    await page.waitForSelector('html[data-ready]');
    return { page, troubles };
  }

  for (const [width, height] of SIZES) {
    for (const colorScheme of SCHEMES) {
      test(`opens without a complaint, a request or a page that scrolls sideways, ${width} pixels wide and ${colorScheme}`, async () => {
        for (const objects of [SHOP, OPEN_APP]) {
          const { page, troubles } = await opened(objects, { width, height, colorScheme });

          const widths = await page.evaluate('[document.documentElement.scrollWidth, document.body.scrollWidth]');
          const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');

          expect(troubles).toEqual([]);
          expect(widths).toEqual([width, width]);
          expect(background).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(18, 22, 27)');
          await page.context().close();
        }
      });
    }
  }

  test('focusing an arrow tells which policies allow it, and Escape puts it away', async () => {
    const { page } = await opened(SHOP);

    await page.locator('svg .edge[aria-label="web to cart: TCP 7070"]').focus();

    expect(await page.locator('#told-title').innerText()).toBe('web → cart : TCP 7070');
    expect(await page.locator('#told-body li').allInnerTexts()).toEqual([
      'NetworkPolicy shop/web-egress, spec.egress[0]: to podSelector {} by all ports',
      'NetworkPolicy shop/cart-ingress, spec.ingress[0]: from podSelector app=web by TCP 7070',
    ]);

    await page.keyboard.press('Escape');

    expect(await page.locator('#told').isVisible()).toBe(false);
  });

  test('pointing at an arrow, a cell of the matrix or a line of the list tells the same', async () => {
    const { page } = await opened(SHOP);
    const title = (): Promise<string> => page.locator('#told-title').innerText();

    await page.locator('svg .edge[aria-label="web to cart: TCP 7070"] rect').hover();
    expect(await title()).toBe('web → cart : TCP 7070');

    await page.locator('#matrix button[aria-label="shop/cart → shop/cache : TCP 6379"]').hover();
    expect(await title()).toBe('shop/cart → shop/cache : TCP 6379');

    await page.locator('#list button[aria-label="shop/web[Pod] to shop/ads[Pod]: TCP 9555, explain"]').click();
    expect(await title()).toBe('shop/web[Pod] → shop/ads[Pod] : TCP 9555');
    expect(await page.locator('#told-body li').count()).toBe(2);
  });

  test('the arrow keys lead through the matrix', async () => {
    const { page } = await opened(SHOP);
    await page.locator('#matrix button[tabindex="0"]').focus();

    const focused: unknown[] = [await page.evaluate(FOCUSED)];
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
      await page.keyboard.press(key);
      focused.push(await page.evaluate(FOCUSED));
    }

    expect(focused).toEqual([
      'shop/cart → shop/cache : TCP 6379', 'shop/web → shop/ads : TCP 9555', 'shop/web → shop/cart : TCP 7070', 'the internet → shop/web : TCP 8080',
      'the internet → shop/web : TCP 8080', 'shop/web → shop/cart : TCP 7070',
    ]);
  });

  test('the search leaves what it finds in the drawing, the matrix and the list', async () => {
    const { page } = await opened(SHOP);

    await page.locator('#search').fill('6379');
    await page.locator('#found', { hasText: /^1 found$/ }).waitFor();

    expect(await page.locator('#list tr').allInnerTexts()).toEqual(['shop/cart[Pod]\tshop/cache[Pod]\tTCP 6379']);
    expect(await page.locator('svg .edge:not(.dim)').evaluateAll(edges => edges.map(edge => edge.getAttribute('aria-label')))).toEqual(['cart to cache: TCP 6379']);
    expect(await page.locator('svg .node:not(.dim)').evaluateAll(nodes => nodes.map(node => node.getAttribute('aria-label')))).toEqual(['cache, Pod', 'cart, Pod']);
    expect(await page.locator('#matrix button').allInnerTexts()).toEqual(['6379']);
  });

  test('neither boxes nor nodes stand on each other', async () => {
    for (const objects of [SHOP, OPEN_APP, syntheticApp(30, 3, 2), syntheticApp(80, 4, 2)]) {
      const { page } = await opened(objects);

      const drawings = await page.evaluate(RECTANGLES) as Rectangle[][][];

      expect(drawings.length).toBeGreaterThan(0);
      expect(drawings.flat().flatMap(overlapping)).toEqual([]);
      await page.context().close();
    }
  });

  test('of many workloads, a namespace can be chosen, and its workloads are drawn', async () => {
    const { page, troubles } = await opened(syntheticApp(80, 4, 2));

    await page.locator('#namespace').selectOption('team-3');

    expect(await page.locator('.drawing:visible .box text').allTextContents()).toEqual(['team-3']);
    expect(await page.locator('.drawing:visible .node.workloads').count()).toBe(20);
    expect(await page.locator('#matrix thead th').count()).toBe(21);
    expect(troubles).toEqual([]);
  });

  test('no name of a manifest becomes a part of the page', async () => {
    const { page, troubles } = await opened(HOSTILE);
    const shown = HOSTILE_NAME.replace('\u202e', '\\u202e').replace('\n', '\\n');

    await page.locator('svg .edge').first().focus();

    expect(troubles).toEqual([]);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('#list td:first-child').allInnerTexts()).toContain(`shop/${shown}[Pod]`);
  });

  test('a script that somebody writes into the page does not run', async () => {
    const { page, troubles } = await opened(SHOP);

    await page.evaluate('document.body.appendChild(document.createElement("script")).textContent = "alert(1)"');

    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toContain('Content Security Policy');
  });
});

type Rectangle = readonly number[];

/** The pairs of rectangles that share some area. */
function overlapping(rectangles: readonly Rectangle[]): Array<readonly [Rectangle, Rectangle]> {
  return rectangles.flatMap((one, i) => rectangles.slice(i + 1).filter(other => (
    one[0] < other[0] + other[2] && other[0] < one[0] + one[2] && one[1] < other[1] + other[3] && other[1] < one[1] + one[3]
  )).map(other => [one, other] as const));
}
