import { ConnectionDifference, differencesOf } from '../../../src/network/tables/connection-differences';
import { ConnectionTable } from '../../../src/network/tables/connection-table';
import { differencesCsv, differencesJson, differencesMarkdown, differencesText } from '../../../src/network/tables/difference-report';

const found = (before: readonly string[], after: readonly string[]): ConnectionDifference[] =>
  differencesOf(ConnectionTable.parse(before.join('\n')), ConnectionTable.parse(after.join('\n')));
const textOf = (pieces: Iterable<string>): string => [...pieces].join('');

const KNOWN = ['shop/web[Pod] => shop/db[Pod] : TCP 1', 'shop/api[Pod] => shop/db[Pod] : TCP 1', 'shop/web[Pod] => shop/api[Pod] : TCP 1'];
const SOME = found(
  [...KNOWN, 'shop/db[Pod] => shop/web[Pod] : TCP 5432', 'shop/db[Pod] => shop/api[Pod] : TCP 80', '[any address] => shop/db[Pod] : TCP 9'],
  [...KNOWN, 'shop/db[Pod] => shop/web[Pod] : TCP 5433', 'shop/db[Pod] => shop/api[Pod] : TCP 80,443', 'shop/api[Pod] => shop/new[Job] : TCP 80,443', '[any address] => shop/db[Pod] : TCP 9 (unknown)',
    'shop/db[Pod] => shop/api[Pod] : UDP 53 (unknown)'],
);
const NONE: ConnectionDifference[] = [];

test('text counts, and tells one a line with what was before', () => {
  expect(textOf(differencesText(SOME))).toBe([
    'This change opens 3 connections, closes 1 and leaves in doubt 1.',
    '',
    'opened             shop/api[Pod] => shop/new[Job] : TCP 80,443 (shop/new[Job] is not in the record)',
    'opened             shop/db[Pod] => shop/api[Pod] : TCP 80,443 and perhaps UDP 53 (before: TCP 80)',
    'opened and closed  shop/db[Pod] => shop/web[Pod] : TCP 5433 (before: TCP 5432)',
    'in doubt           [any address] => shop/db[Pod] : perhaps TCP 9 (before: TCP 9)',
    '',
  ].join('\n'));
});

test('JSON has every part by itself', () => {
  expect(JSON.parse(textOf(differencesJson(SOME)))).toEqual([
    { change: 'added', from: 'shop/api[Pod]', to: 'shop/new[Job]', before: 'No Connections', after: 'TCP 80,443', opened: 'TCP 80,443', closed: 'No Connections', notes: ['shop/new[Job] is not in the record'] },
    { change: 'changed', from: 'shop/db[Pod]', to: 'shop/api[Pod]', before: 'TCP 80', after: 'TCP 80,443', afterUnknown: 'UDP 53', opened: 'TCP 443,UDP 53', closed: 'No Connections', notes: [] },
    { change: 'changed', from: 'shop/db[Pod]', to: 'shop/web[Pod]', before: 'TCP 5432', after: 'TCP 5433', opened: 'TCP 5433', closed: 'TCP 5432', notes: [] },
    { change: 'changed', from: '[any address]', to: 'shop/db[Pod]', before: 'TCP 9', after: 'No Connections', afterUnknown: 'TCP 9', opened: 'No Connections', closed: 'No Connections', notes: [] },
  ]);
});

test('CSV has a line for each', () => {
  expect(textOf(differencesCsv(SOME))).toBe([
    'change,from,to,before,after,opened,closed,notes',
    'added,shop/api[Pod],shop/new[Job],No Connections,"TCP 80,443","TCP 80,443",No Connections,shop/new[Job] is not in the record',
    'changed,shop/db[Pod],shop/api[Pod],TCP 80,"TCP 80,443 and perhaps UDP 53","TCP 443,UDP 53",No Connections,',
    'changed,shop/db[Pod],shop/web[Pod],TCP 5432,TCP 5433,TCP 5433,TCP 5432,',
    'changed,[any address],shop/db[Pod],TCP 9,perhaps TCP 9,No Connections,No Connections,',
    '',
  ].join('\n'));
});

test('Markdown sets off what opens', () => {
  expect(textOf(differencesMarkdown(SOME.slice(1)))).toBe([
    '### This change opens 2 connections, closes 1 and leaves in doubt 1',
    '',
    '|  | from | to | before | after |',
    '|---|---|---|---|---|',
    '| **opened** | <code>shop/db&#91;Pod&#93;</code> | <code>shop/api&#91;Pod&#93;</code> | TCP 80 | **TCP 80,443 and perhaps UDP 53** |',
    '| **opened and closed** | <code>shop/db&#91;Pod&#93;</code> | <code>shop/web&#91;Pod&#93;</code> | TCP 5432 | **TCP 5433** |',
    '| in doubt | <code>&#91;any address&#93;</code> | <code>shop/db&#91;Pod&#93;</code> | TCP 9 | perhaps TCP 9 |',
    '',
  ].join('\n'));
  expect(textOf(differencesMarkdown(SOME.slice(0, 1)))).toContain('| **TCP 80,443**<br><code>shop/new&#91;Job&#93; is not in the record</code> |\n');
});

test('Markdown never gets longer than a comment may be', () => {
  const many = found([], Array.from({ length: 1000 }, (_, i) => `shop/a${i}[Pod] => shop/b[Pod] : TCP 1`));
  const text = textOf(differencesMarkdown(many));
  const shown = text.split('\n').filter(line => line.startsWith('| **opened** |')).length;
  expect(text.length).toBeLessThan(65_536);
  expect(text.split('\n')[0]).toBe('### This change opens 1000 connections');
  expect(text.endsWith(`\n… and ${1000 - shown} more, for which a comment has no room: another format shows all.\n`)).toBe(true);
});

test('one sentence tells that nothing changed', () => {
  expect([differencesText, differencesJson, differencesCsv, differencesMarkdown].map(format => textOf(format(NONE)))).toEqual([
    'This change opens no connection and closes none.\n',
    '[]\n',
    'change,from,to,before,after,opened,closed,notes\n',
    '### This change opens no connection and closes none\n',
  ]);
});

test('one connection is one', () => {
  expect([...differencesText(found(KNOWN, KNOWN.slice(1)))]).toEqual([
    'This change closes 1 connection.\n', '\n', 'closed  shop/web[Pod] => shop/db[Pod] : No Connections (before: TCP 1)\n',
  ]);
});
