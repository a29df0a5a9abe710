import * as fc from 'fast-check';
import { Outcome } from '../../src/engine/outcome';
import { WaiverUse } from '../../src/engine/report';
import { visibleText } from '../../src/kubernetes/visible-text';
import { ReportWaiver } from '../../src/report/hardening-report';
import { htmlReport } from '../../src/report/html-report';
import { jsonReport } from '../../src/report/json-report';
import { junitReport } from '../../src/report/junit-report';
import { markdownReport } from '../../src/report/markdown-report';
import { PLAIN } from '../../src/report/paint';
import { ReportFormat } from '../../src/report/report-format';
import { reportedWaiver } from '../../src/report/reported-waiver';
import { sarifReport } from '../../src/report/sarif-report';
import { textReport } from '../../src/report/text-report';
import { waiverListJson, waiverListMarkdown, waiverListText } from '../../src/report/waiver-list';
import { Waiver } from '../../src/waivers/waiver';
import { anyText, contents, used, WAIVER } from './report-contents';
import { unescaped, WELL_FORMED_XML } from './well-formed-xml';

/** What could be more than words in one format or another. A waiver refuses some of it; a report in a file, or another copy of this library, may not. */
const NASTY: readonly string[] = [
  'two\nlines', 'two\r\nlines', 'a\ttab', '"double" and \'single\'', '`code`', 'a | b', '|---|', '<script>alert(1)</script>', '</td></tr></table>', '<!--', '-->',
  ']]>', '<![CDATA[', '&lt;b&gt;', '&#60;b&#62;', '${{ secrets.TOKEN }}', '{{constructor}}', '{0}', '[link](https://e.example)', '![x](x)', '@all #1 !1 ~x $y^2$',
  'www.e.example', '\u001b[31m red\u001b[0m', '\u001b]8;;https://e.example\u0007x\u001b]8;;\u0007', '\u009b31m', '\u0000\u0008\u007f', '👩‍💻 🚀 ❤️ 🇩🇪', '\u202eright to left\u202c',
  '\u2066isolated\u2069', 'one\u2028two\u2029three\u0085four', '\ufeffmark', '\ud800half', 'half\udc00', '\\u001b', '\\n', '\\', '::error::x', '\n::error::x', '\n## title',
  '\n- item', '\n</details>', '# comment', '---', '...', '=1+1', '%0A', 'x'.repeat(1024), '\u{1f512}'.repeat(512), '|'.repeat(400),
];

/** Control characters but line feeds, separators of lines, and what turns the direction of a text. */
// eslint-disable-next-line no-control-regex -- control characters are what must not be there
const DRIVES_A_TERMINAL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** A waiver that holds a text wherever it can hold one. It never is empty, since what is empty is left out. */
function holding(text: string): WaiverUse {
  const word = `x${text}`;
  const objects = { apiVersion: word, kind: word, name: word, namespace: word, labels: { [word]: word } };
  const waiver = { ...WAIVER, reason: word, ticket: word, owner: word, container: word, values: [word], path: word, objects } as unknown as Waiver;
  return used(waiver, { constructPath: word, source: { file: word, line: 1 }, widened: [word] });
}

function written(format: ReportFormat, text: string): string {
  const use = holding(text);
  return [...format(contents([{ outcome: Outcome.WAIVED, waiver: use.waiver }, { waiver: use.waiver, forbiddenBy: `x${text}` }], { waivers: [use] }))].join('');
}

const sarif: ReportFormat = report => sarifReport(report, { version: '1.2.3', workingDirectory: '/builds/app' });
const text: ReportFormat = report => textReport(report, PLAIN);

/** The reason, ticket and owner as they are shown, on which the formats agree. */
const whyOf = (word: string) => `x${visibleText(word)} (x${visibleText(word)}, x${visibleText(word)})`;

/** What XML cannot hold is spelled out beside what is invisible. */
const inMarkup = (word: string) => word.replace(/[\ud800-\udfff\ufffe\uffff]/gu, half => `\\u${half.charCodeAt(0).toString(16)}`);

/** What no reason can do to a format: to change how it is read, or to get lost. */
const PROMISES: { readonly [promise: string]: (word: string) => void } = {
  'JSON is parsed and gives it back, and is harmless on a terminal': word => {
    const report = written(jsonReport, word);
    const [waiver] = JSON.parse(report).waivers;

    expect([waiver.reason, waiver.ticket, waiver.container, waiver.values, waiver.objects.labels, waiver.source.file, waiver.widened])
      .toEqual([`x${word}`, `x${word}`, `x${word}`, [`x${word}`], { [`x${word}`]: `x${word}` }, `x${word}`, [`x${word}`]]);
    expect(report).not.toMatch(DRIVES_A_TERMINAL);
  },
  'SARIF is parsed, and tells it as it is shown': word => {
    const log = written(sarif, word);
    const [waived, failing] = JSON.parse(log).runs[0].results;

    expect(waived.suppressions).toEqual([{
      kind: 'external',
      status: 'accepted',
      justification: `waived until 2027-03-31: ${whyOf(word)}`,
      location: { physicalLocation: { artifactLocation: { uri: expect.stringMatching(/^[A-Za-z0-9%_.!~*'()/:-]+$/) }, region: { startLine: 1 } } },
    }]);
    expect(failing.message.text.replace(/\{\{|\}\}/g, '')).not.toMatch(/[{}]|(?<!\\)\]\(/);
    expect(log).not.toMatch(DRIVES_A_TERMINAL);
  },
  'JUnit is well-formed, has the elements that it has for a word, and tells it as it is shown': word => {
    const report = written(junitReport, word);

    expect([WELL_FORMED_XML.test(report), report.match(/<\/?[a-z-]+/g)]).toEqual([true, written(junitReport, 'word').match(/<\/?[a-z-]+/g)]);
    expect(unescaped(/<skipped message="([^"]*)"/.exec(report)![1])).toBe(inMarkup(`waived until 2027-03-31: ${whyOf(word)}`));
    expect(report.split('\n').length).toBe(written(junitReport, 'word').split('\n').length);
  },
  'HTML has the elements that it has for a word, and tells it as it is shown': word => {
    const [report, harmless] = [word, 'word'].map(one => written(htmlReport, one));

    expect(report.match(/<[^>]*>/g)).toEqual(harmless.match(/<[^>]*>/g));
    const row = report.split('<h2 id="waivers">')[1].split('<tbody role="rowgroup">')[1];
    const cells = [...row.matchAll(/<td role="cell">(.*?)<\/td>/gs)].map(match => unescaped(match[1].replace(/<[^>]*>/g, '\n')));
    const shown = inMarkup(`x${visibleText(word)}`);
    expect(cells[3]).toBe(`${shown}\n${shown}, ${shown}\n\nwider: ${shown}\n`);
  },
  'Markdown has the tables that it has for a word, and tells it as it is shown': word => {
    const [report, harmless] = [word, 'word'].map(one => written(markdownReport, one));
    const shape = (markdown: string) => markdown.split('\n').map(line => line.split('|').length);

    expect(shape(report)).toEqual(shape(harmless));
    expect(marksIn(report)).toEqual(marksIn(harmless));
    expect(cellsOf(report.split('\n').find(line => line.startsWith('| <code>privileged</code>'))!)[6]).toBe(`${whyOf(word)}<br>wider: x${visibleText(word)}`);
  },
  'the terminal gets a row, and nothing that drives it': word => {
    const report = written(text, word);

    expect([DRIVES_A_TERMINAL.test(report), report.split('\n').length]).toEqual([false, written(text, 'word').split('\n').length]);
    expect(report.split('\n').find(line => line.startsWith('privileged'))!.endsWith(`  2027-03-31  ${whyOf(word)}`)).toBe(true);
  },
  'the list of waivers has a row for it, and nothing that drives a terminal': word => {
    const list = waiverListText([listed(word)], PLAIN);

    expect([DRIVES_A_TERMINAL.test(list), list.split('\n').length]).toEqual([false, 5]);
    expect(list.split('\n')[1].endsWith(`  ${whyOf(word)}`)).toBe(true);
    expect(list.split('\n')[1]).toContain(`  2027-03-31  used   1         x${visibleText(word)}:1  `);
  },
  'the list of waivers as Markdown is a table with one row': word => {
    const [list, harmless] = [word, 'word'].map(one => waiverListMarkdown([listed(one)]));

    expect(list.split('\n').map(line => line.split('|').length)).toEqual([1, 1, 9, 9, 9, 1]);
    expect([marksIn(list), cellsOf(list.split('\n')[4])[6]]).toEqual([marksIn(harmless), `${whyOf(word)}<br>wider: x${visibleText(word)}`]);
  },
  'the list of waivers as JSON gives it back': word => {
    const list = waiverListJson([listed(word)]);

    expect([JSON.parse(list)[0].reason, DRIVES_A_TERMINAL.test(list), list.split('\n').length]).toEqual([`x${word}`, false, 4]);
  },
};

describe.each(Object.keys(PROMISES))('%s', promise => {
  test.each(NASTY.map(word => [JSON.stringify(word).slice(0, 40), word]))('with %s in a waiver', (_, word) => {
    expect(() => PROMISES[promise](word)).not.toThrow();
  });

  test('whatever text is in a waiver', () => {
    expect(() => fc.assert(fc.property(anyText, PROMISES[promise]))).not.toThrow();
  });
});

function listed(word: string): ReportWaiver {
  return reportedWaiver(holding(word));
}

/** What a reader of Markdown takes for more than text, or could. What stands in a code element is text. */
function marksIn(markdown: string): string[] {
  return [...markdown.replace(/<\/?code>|&#\d+;/g, '').matchAll(/[<>@`#\\*&:_[\]!~$|]|www\./gi)].map(([mark]) => mark);
}

/** The cells of a row as they are shown, where `<br>` stands for a new line. */
function cellsOf(row: string): string[] {
  const shown = (cell: string) => cell.replace(/<\/?code>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  return row.split('|').slice(1, -1).map(cell => shown(cell.slice(1, -1)));
}
