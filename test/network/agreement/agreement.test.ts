import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { connectionsText } from '../../../src/network/tables/connection-lines';
import { networkOfFiles } from '../../../src/reachability/network-files';
import { DIFFERENCES } from './differences';
import { readRecordedAnswers } from './recorded-answers';

const { peer, answers } = readRecordedAnswers();
const DOCUMENT = readFileSync(join(__dirname, '../../../docs/network-differences.md'), 'utf8');

describe(`of cases that both support, ${peer} says what network list says:`, () => {
  test.each(casesIn('alike'))('$name: $about', ({ name, lines }) => {
    expect({ exitCode: 0, lines }).toEqual(answers[`alike/${name}`]);
  });
});

describe(`where ${peer} says something else, it is known what and why:`, () => {
  test.each(casesIn('different'))('$name: $about', ({ name, lines }) => {
    const { lines: theirs } = answers[`different/${name}`];
    expect({
      ours: lines.filter(line => !theirs.includes(line)),
      theirs: theirs.filter(line => !lines.includes(line)),
    }).toEqual({ ours: DIFFERENCES[name].ours, theirs: DIFFERENCES[name].theirs });
  });

  test('every difference is explained in the docs', () => {
    const explained = [...DOCUMENT.matchAll(/^`([a-z0-9-]+)`: /gm)].map(match => match[1]);
    expect(explained.sort()).toEqual(Object.keys(DIFFERENCES).sort());
  });
});

test('a case was recorded for every file, and there is a file for every case', () => {
  const files = ['alike', 'different'].flatMap(folder => casesIn(folder).map(({ name }) => `${folder}/${name}`));
  expect(Object.keys(answers).sort()).toEqual(files.sort());
  expect(Object.keys(DIFFERENCES).sort()).toEqual(casesIn('different').map(({ name }) => name).sort());
});

/** The lines as the peer writes them: it has no label behind ranges of addresses. */
function casesIn(folder: string): Array<{ readonly name: string; readonly about: string; readonly lines: readonly string[] }> {
  return readdirSync(join(__dirname, folder)).map(file => {
    const path = join(__dirname, folder, file);
    const text = [...connectionsText(networkOfFiles([path], undefined, () => {}))].join('');
    return {
      name: file.replace('.yaml', ''),
      about: /^# (.*)$/m.exec(readFileSync(path, 'utf8'))![1],
      lines: text.replaceAll('[External]', '').split('\n').slice(0, -1),
    };
  });
}
