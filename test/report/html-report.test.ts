import * as fc from 'fast-check';
import { Finding } from '../../src/engine/report';
import { htmlReport } from '../../src/report/html-report';
import { HTML_STYLE } from '../../src/report/html-style';
import { Waiver } from '../../src/waivers/waiver';
import { anyText, BACKDATING, contents, EVERY_OUTCOME, hostile, SET_BACK, SET_FORWARD, used, WAIVER } from './report-contents';

function written(...args: Parameters<typeof contents>): string {
  return [...htmlReport(contents(...args))].join('');
}

/** The page without its head. */
function bodyOf(...args: Parameters<typeof contents>): string[] {
  return written(...args).split('<body>\n')[1].split('\n');
}

/** The lines of one section. */
function sectionOf(id: string, ...args: Parameters<typeof contents>): string[] {
  return [...written(...args).matchAll(/<section aria-labelledby="([a-z]+)">[^]*?<\/section>/g)]
    .filter(match => match[1] === id).flatMap(match => match[0].split('\n'));
}

const HEAD = '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Severity</th><th role="columnheader" scope="col">Rule</th>'
  + '<th role="columnheader" scope="col">Finding</th><th role="columnheader" scope="col">Where</th></tr></thead>';
const OBJECT = '<tr role="row" class="object"><th role="rowheader" scope="rowgroup" colspan="4">Deployment shop/web</th></tr>';
const ROW = '<tr role="row"><td role="cell"><span class="tag high">high</span></td><td role="cell"><a href="#rule-0">no-privileged</a></td>'
  + '<td role="cell"><span class="container">container &quot;app&quot;</span> <code>securityContext.privileged</code> must not be true'
  + '<p class="fix">Remove <code>privileged</code>.</p></td><td role="cell"><code>k8s/web.yaml:12</code></td></tr>';

test('a report without findings says that nothing fails', () => {
  expect(bodyOf([])).toEqual([
    '<header>',
    '<p class="tool">cdk8s-hardened</p>',
    '<h1 class="passes">Nothing fails by the profile hardened for Kubernetes 1.31.</h1>',
    '<dl class="counts">',
    '<div class="none"><dt>fail</dt><dd>0</dd></div>',
    '<div class="none"><dt>warn</dt><dd>0</dd></div>',
    '<div class="none"><dt>waived</dt><dd>0</dd></div>',
    '<div class="objects"><dt>objects</dt><dd>14</dd></div>',
    '</dl>',
    '</header>',
    '<main>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ]);
});

test('what fails is a table under a heading for each object', () => {
  const cache = { resource: { apiVersion: 'v1', kind: 'Pod', namespace: '', name: 'cache' } };

  expect(sectionOf('failing', [{}, {}, cache])).toEqual([
    '<section aria-labelledby="failing">',
    '<h2 id="failing">3 violations</h2>',
    '<table role="table" aria-labelledby="failing">',
    HEAD,
    '<tbody role="rowgroup">',
    OBJECT,
    ROW,
    ROW,
    '</tbody>',
    '<tbody role="rowgroup">',
    OBJECT.replace('Deployment shop/web', 'Pod cache'),
    ROW,
    '</tbody>',
    '</table>',
    '</section>',
  ]);
});

test('every outcome has a section of its own, and a reason where it is waived', () => {
  const report = written(EVERY_OUTCOME);

  expect(report.match(/<h2 .*/g)).toEqual([
    '<h2 id="failing">1 violation</h2>', '<h2 id="warning">1 warning</h2>', '<h2 id="waived">1 waived</h2>', '<h2 id="rules">The rules that are not met</h2>',
  ]);
  expect(report.match(/<p class="excuse">.*?<\/p>/g)).toEqual(['<p class="excuse">waived until 2027-03-31: loads a driver (SEC-142, storage team)</p>']);
});

test('an object that a construct made names the construct', () => {
  expect(sectionOf('failing', [{ constructPath: 'shop/Web/Deployment', source: undefined }])[5])
    .toBe(OBJECT.replace('Deployment shop/web', 'Deployment shop/web <span class="faint">shop/Web/Deployment</span>'));
});

test('a rule says why, what to write, and which controls it stands for', () => {
  const source = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';

  expect(sectionOf('rules', [{ controls: [{ id: 'pss:baseline/privileged', framework: 'Pod Security Standards', version: '1.37', title: 'Privileged <containers>', source, label: '' }] }])).toEqual([
    '<section aria-labelledby="rules">',
    '<h2 id="rules">The rules that are not met</h2>',
    '<article id="rule-0">',
    '<h3>No container is privileged <code>no-privileged</code></h3>',
    '<p><span class="tag high">high</span> 1 fail</p>',
    '<p>A privileged container is root on the node.</p>',
    '<p>Remove <code>privileged</code>.</p>',
    `<ul class="controls"><li><a href="${source}" rel="noreferrer">Pod Security Standards 1.37, baseline/privileged: Privileged &lt;containers&gt;</a></li></ul>`,
    '</article>',
    '</section>',
  ]);
});

test('the source of a control that is no web page is not linked', () => {
  const controls = [{ id: 'acme:1', framework: 'ACME', version: '2', title: 'Labels', source: 'javascript:alert(1)', label: '' }];

  expect(written([{ controls }]).match(/<ul class="controls">.*/g)).toEqual(['<ul class="controls"><li>ACME 2, 1: Labels</li></ul>']);
});

test('a finding whose waiver is forbidden says by whom', () => {
  expect(written([{ waiver: WAIVER, forbiddenBy: 'shop/<Block>' }]).match(/<p class="excuse">.*?<\/p>/g))
    .toEqual(['<p class="excuse">a waiver for it does not count, shop/&lt;Block&gt; forbids it: loads a driver (SEC-142, storage team)</p>']);
});

test('waivers are listed with what they do, where, until when, why, and where they were written', () => {
  const rows = sectionOf('waivers', [], {
    waivers: [
      used(WAIVER, { source: { file: 'src/main.ts', line: 42 }, widened: ['kube-score silences it for every container'] }),
      used(Waiver.rule('image-tag', { reason: 'nightly', container: 'app' }), { constructPath: '', excuses: 0, used: false }),
      used(WAIVER, { constructPath: '', excuses: 0, expired: true }),
      used(Waiver.hostPid({ reason: 'reads processes', objects: { kind: 'Pod' } }), { constructPath: '', excuses: 2 }),
    ],
  }).filter(line => line.includes('role="cell"'));
  const cells = rows.map(row => [...row.matchAll(/<td role="cell">(.*?)<\/td>/g)].map(match => match[1]));
  const why = 'loads a driver<p class="faint">SEC-142, storage team</p>';

  expect(cells).toEqual([
    [
      '<code>privileged</code><p class="faint">excuses 1 finding</p>', 'shop/Web<p class="faint"><code>src/main.ts:42</code></p>', '2027-03-31',
      `${why}<p class="excuse">wider: kube-score silences it for every container</p>`,
    ],
    ['<code>image-tag</code><p class="faint">unused</p>', 'the app, container &quot;app&quot;', 'no end', 'nightly'],
    ['<code>privileged</code><p class="faint">expired</p>', 'the app', '2027-03-31', why],
    ['<code>hostPid</code><p class="faint">excuses 2 findings</p>', 'Pod', 'no end', 'reads processes'],
  ]);
});

test('a clock that is set back is told before everything else, one that is set forward under the counts', () => {
  expect([bodyOf([], { clock: SET_BACK }).slice(0, 3), bodyOf([], { clock: SET_FORWARD }).slice(9, 10)]).toEqual([
    ['<header>', `<p class="banner">${BACKDATING}</p>`, '<p class="tool">cdk8s-hardened</p>'], ['<p>Waivers are judged as of 2027-04-01.</p>'],
  ]);
});

test('what a baseline did is said under the counts', () => {
  expect(bodyOf([], { baseline: { known: 2, mended: 0 } }).slice(9, 10)).toEqual(['<p>2 violations of the baseline are still there and only warn.</p>']);
});

describe('the page', () => {
  const page = written(EVERY_OUTCOME, { clock: SET_BACK, waivers: [used(WAIVER, { widened: ['It never ends.'] })] });

  test('asks for nothing beside itself', () => {
    expect([page.match(/<(script|link|img|iframe|object|embed|base|form|meta http-equiv="refresh")/g), page.match(/ (src|srcset|on[a-z]+)=/g), page.match(/url\(|@import/g)])
      .toEqual([null, null, null]);
  });

  test('forbids the browser to load or run anything', () => {
    expect(page).toContain('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; base-uri \'none\'; form-action \'none\'">');
  });

  test('has a language, a title, a width for phones, and one main heading', () => {
    expect([
      page.startsWith('<!DOCTYPE html>\n<html lang="en">\n'),
      /<title>(.*)<\/title>/.exec(page)![1],
      page.includes('<meta name="viewport" content="width=device-width, initial-scale=1">'),
      page.match(/<h1/g)!.length,
    ]).toEqual([true, 'cdk8s-hardened: 1 violation, 1 warning, 1 waived, 14 objects', true, 1]);
  });

  test('links only to what is on it', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(match => match[1]);
    const targets = [...page.matchAll(/ (?:href="#|aria-labelledby=")([^"]+)"/g)].map(match => match[1]);

    expect([targets.filter(target => !ids.includes(target)), ids.length]).toEqual([[], new Set(ids).size]);
  });

  test('closes every element that it opens', () => {
    expect(unbalanced(page)).toEqual([]);
  });
});

describe.each(['light', 'dark'])('in %s colours', scheme => {
  const colours = coloursOf(scheme);

  test.each(['text', 'faint', 'link', 'high', 'medium', 'low', 'good'])('%s can be read on the page and on a band', name => {
    const contrasts = ['page', 'band'].map(ground => contrast(colours[name], colours[ground]));

    expect(contrasts.filter(value => value < 4.5)).toEqual([]);
  });
});

test('any text of a manifest stays text', () => {
  const elements = (finding: Partial<Finding>) => written([finding]).match(/<[^>]*>/g)!.map(element => element.replace(/ [a-z-]+="[^"]*"/g, ''));
  const expected = elements({ fix: 'Rename it.' });

  // Between backticks, the remedy of a rule holds code.
  fc.assert(fc.property(anyText.map(text => text.replaceAll('`', '')), text => {
    expect(elements(hostile(text))).toEqual(expected);
  }));
});

function unbalanced(page: string): string[] {
  const open: string[] = [];
  for (const [, slash, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (name === 'meta') continue;
    if (slash === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

/** The custom properties of a colour scheme: the first block is for light, the second for dark. */
function coloursOf(scheme: string): { readonly [name: string]: string } {
  const blocks = [...HTML_STYLE.matchAll(/:root \{([^}]*)\}/g)].map(match => match[1]);
  return Object.fromEntries([...blocks[scheme === 'light' ? 0 : 1].matchAll(/--([a-z]+): (#[0-9a-f]{6})/g)].map(match => [match[1], match[2]]));
}

/** As WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
