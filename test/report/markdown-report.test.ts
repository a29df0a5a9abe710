import * as fc from 'fast-check';
import { Outcome } from '../../src/engine/outcome';
import { Finding } from '../../src/engine/report';
import { markdownReport } from '../../src/report/markdown-report';
import { markdownCode, markdownProse, markdownText } from '../../src/report/markdown-text';
import { Severity } from '../../src/rules/severity';
import { Waiver } from '../../src/waivers/waiver';
import { anyText, BACKDATING, contents, EVERY_OUTCOME, hostile, HOSTILE, SET_BACK, SET_FORWARD, used, WAIVER } from './report-contents';

const GITHUB_LIMIT = 65_536;

function written(...args: Parameters<typeof contents>): string {
  return [...markdownReport(contents(...args))].join('');
}

const TABLE_HEAD = ['| severity | rule | resource | field | message | where |', '|---|---|---|---|---|---|'];
const ROW = '| high | <code>no-privileged</code> | <code>Deployment shop/web, container "app"</code> | <code>securityContext.privileged</code> | must not be true'
  + ' | <code>k8s/web.yaml&#58;12</code> |';

test('a report without findings is a heading and a sentence', () => {
  expect(written([])).toBe('### cdk8s-hardened: 0 violations, 0 waived, 14 objects\n\nNothing fails by the profile hardened for Kubernetes 1.31.\n');
});

test('what fails stands open; what warns, what is waived and the remedies are folded', () => {
  expect(written(EVERY_OUTCOME).split('\n')).toEqual([
    '### cdk8s-hardened: 1 violation, 1 warning, 1 waived, 14 objects',
    '',
    'This fails by the profile hardened for Kubernetes 1.31.',
    '',
    ...TABLE_HEAD,
    ROW,
    '',
    '<details><summary>1 warning</summary>',
    '',
    ...TABLE_HEAD,
    '| medium | <code>memory-limit</code> | <code>Deployment shop/web, container "app"</code> | <code>resources.limits.memory</code> | must be set, is unset'
      + ' | <code>k8s/web.yaml&#58;12</code> |',
    '',
    '</details>',
    '',
    '<details><summary>1 waived</summary>',
    '',
    ...TABLE_HEAD,
    '| high | <code>no-privileged</code> | <code>Deployment shop/web, container "driver"</code> | <code>securityContext.privileged</code> | must not be true'
      + '<br><code>waived until 2027-03-31&#58; loads a driver (SEC-142, storage team)</code> | <code>k8s/web.yaml&#58;12</code> |',
    '',
    '</details>',
    '',
    '<details><summary>How to mend them</summary>',
    '',
    '* <code>no-privileged</code>: A privileged container is root on the node. Remove <code>privileged</code>.',
    '* <code>memory-limit</code>: A privileged container is root on the node. Set <code>resources.limits.memory</code>, at or above the request.',
    '',
    '</details>',
    '',
  ]);
});

test('the worst comes first, and as it came among equals', () => {
  const severities = [[Severity.LOW, 'a'], [Severity.HIGH, 'b'], [Severity.MEDIUM, 'c'], [Severity.HIGH, 'd']] as const;
  const rows = written(severities.map(([severity, container]) => ({ severity, container }))).split('\n').filter(line => /^\| (high|medium|low)/.test(line));

  expect(rows.map(row => /container "(.)"/.exec(row)![1])).toEqual(['b', 'd', 'c', 'a']);
});

test('twenty violations stand open, the others are folded', () => {
  const [open, folded] = written(Array(23).fill({})).split('<details>');

  expect([open.split(ROW).length - 1, folded.split(ROW).length - 1, folded.split('\n')[0]]).toEqual([20, 3, '<summary>3 more</summary>']);
});

test('all waivers are folded, whether they are needed or not, and no reason is cut', () => {
  const reason = 'because '.repeat(128).trim();
  const report = written([], {
    waivers: [
      used(WAIVER, { source: { file: 'src/main.ts', line: 42 }, widened: ['kube-score silences it for every container'] }),
      used(Waiver.rule('image-tag', { reason, container: 'app' }), { constructPath: '', excuses: 0, used: false }),
    ],
  });

  expect(report.split('\n').slice(3)).toEqual([
    '',
    '<details><summary>2 waivers</summary>',
    '',
    '| waived | where | until | state | findings | written at | why |',
    '|---|---|---|---|---|---|---|',
    '| <code>privileged</code> | <code>shop/Web</code> | 2027-03-31 | used | 1 | <code>src/main.ts&#58;42</code> | loads a driver (SEC-142, storage team)'
      + '<br><code>wider&#58; kube-score silences it for every container</code> |',
    `| <code>image-tag</code> | <code>the app, container "app"</code> | no end | unused | 0 |  | ${reason} |`,
    '',
    '</details>',
    '',
  ]);
});

test('a clock that is set back is told before everything else, one that is set forward under the heading', () => {
  expect([written([], { clock: SET_BACK }).split('\n').slice(0, 4), written([], { clock: SET_FORWARD }).split('\n').slice(3)]).toEqual([
    ['> [!WARNING]', `> ${BACKDATING}`, '', '### cdk8s-hardened: 0 violations, 0 waived, 14 objects'],
    ['', 'Waivers are judged as of 2027-04-01.', ''],
  ]);
});

test('what a baseline did is said under the heading', () => {
  expect(written([], { baseline: { known: 2, mended: 1 } }).split('\n').slice(2, 7)).toEqual([
    'Nothing fails by the profile hardened for Kubernetes 1.31.',
    '',
    '2 violations of the baseline are still there and only warn.',
    '',
    '1 finding of the baseline is gone: write it anew, so that it cannot come back.',
  ]);
});

describe('a long report', () => {
  const LONG: ReadonlyArray<Partial<Finding>> = [
    ...Array(3000).fill({}),
    ...Array(2000).fill({ severity: Severity.LOW }),
    ...Array(2000).fill({ outcome: Outcome.WARNING }),
    ...Array(1000).fill({ outcome: Outcome.WAIVED }),
  ];

  test('fits into a comment, and says in its last line how many findings are left out', () => {
    const report = written(LONG);
    const shown = report.split('\n').filter(line => /^\| (high|low)/.test(line)).length;

    expect([report.length <= GITHUB_LIMIT, report.split('\n').at(-2)])
      .toEqual([true, `… and ${8000 - shown} findings more, for which a comment has no room: another format shows all.`]);
  });

  test('uses the room that there is', () => {
    expect(written(LONG).length).toBeGreaterThan(GITHUB_LIMIT - 5000);
  });

  test('closes what it folds', () => {
    const report = written(LONG);

    expect(report.match(/<details>/g)?.length).toBe(report.match(/<\/details>/g)?.length);
  });

  test('shows the high ones before all others', () => {
    expect(written(LONG)).not.toContain('| low |');
  });

  test('says how many waivers are left out, too', () => {
    const waivers = Array.from({ length: 1000 }, (_, i) => used(Waiver.rule(`rule-${i}`, { reason: `x${'|'.repeat(1023)}` })));
    const [report, withFindings] = [written([], { waivers }), written(LONG, { waivers })];
    const shown = report.split('\n').filter(line => /^\| <code>rule-/.test(line)).length;

    expect([report, withFindings].map(text => [text.length <= GITHUB_LIMIT, text.match(/<details>/g)?.length === text.match(/<\/details>/g)?.length])).toEqual(Array(2).fill([true, true]));
    expect(report.split('\n').at(-2)).toBe(`… and ${1000 - shown} waivers more, for which a comment has no room: another format shows all.`);
    expect(withFindings.split('\n').at(-2)).toMatch(/^… and \d{4} findings and 1000 waivers more, for which a comment has no room: another format shows all\.$/);
  });

  test('of names without an end fits as well', () => {
    expect(written(Array(300).fill(hostile('|'.repeat(100_000)))).length).toBeLessThanOrEqual(GITHUB_LIMIT);
  });

  test('with everything as long as it gets keeps the last line', () => {
    const rules = Array.from({ length: 2000 }, (_, i) => ({ ...hostile(HOSTILE.repeat(10)), ruleId: `rule-${i}`, why: HOSTILE.repeat(10) }));
    const report = written(rules, { baseline: { known: 1_000_000, mended: 1_000_000 } });

    expect([report.length <= GITHUB_LIMIT, /^… and \d+ findings more, /.test(report.split('\n').at(-2)!)]).toEqual([true, true]);
  });
});

describe('text of a manifest', () => {
  test.each([
    ['must be set, is unset', 'must be set, is unset'],
    ['@team', '<code>&#64;team</code>'],
    ['#12', '<code>&#35;12</code>'],
    ['a | b', '<code>a &#124; b</code>'],
    ['a \\| b', '<code>a &#92;&#124; b</code>'],
    ['`x`', '<code>&#96;x&#96;</code>'],
    ['*x* _y_ ~z~', '<code>&#42;x&#42; &#95;y&#95; &#126;z&#126;</code>'],
    ['[t](x)', '<code>&#91;t&#93;(x)</code>'],
    ['![t](x)', '<code>&#33;&#91;t&#93;(x)</code>'],
    ['<img src=x>', '<code>&#60;img src=x&#62;</code>'],
    ['&lt;', '<code>&#38;lt;</code>'],
    ['https://e.example', '<code>https&#58;//e.example</code>'],
    ['see WWW.e.example', '<code>see WWW&#46;e.example</code>'],
    ['a\nb\u202e', '<code>a&#92;nb&#92;u202e</code>'],
    ['', ''],
  ])('%j is written as %j', (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  test('that is very long is cut, never in the middle of a character', () => {
    expect([markdownText('a'.repeat(301)), markdownText(`${'a'.repeat(299)}\u{1f600}`)])
      .toEqual([`<code>${'a'.repeat(300)}…</code>`, `<code>${'a'.repeat(299)}…</code>`]);
  });

  test('that is code is always in a code element', () => {
    expect([markdownCode('spec'), markdownCode('')]).toEqual(['<code>spec</code>', '']);
  });

  test('that is prose keeps its code', () => {
    expect(markdownProse('Set `a: [b]` or <b>, never `c`.')).toBe('Set <code>a&#58; &#91;b&#93;</code> or &#60;b&#62;, never <code>c</code>.');
  });

  test('leaves every table as it is', () => {
    fc.assert(fc.property(anyText, text => {
      const report = written([hostile(text)]);
      const rows = report.split('\n').filter(line => line.startsWith('| high'));

      expect(rows.map(row => row.split('|').length)).toEqual([8]);
      // Only what the report itself writes may mean something.
      expect(report.slice('###'.length).replace(/<\/?(code|details|summary)>|<br>|&#\d+;|^\* /gm, '')).not.toMatch(/[<>@`#\\*&:_[\]](?<!cdk8s-hardened:|:)/);
    }));
  });
});
