import * as path from 'path';
import { toldFindings } from '../aspects/told-findings';
import { preparePython } from './python-packages';

/** What `app.py` prints: by app and path the error and the files. */
type Outcomes = Record<string, Record<string, { readonly error: string | null; readonly files: string[] }>>;

const PATHS = ['synth', 'synth_yaml', 'Testing.synth', 'to_json'];
const WAIVED = [
  'waived                  where        until   why',
  'readOnlyRootFilesystem  shop/Legacy  no end  patches itself at start',
  '0 violations, 1 waived, 6 objects.\n',
].join('\n');
const BAD_POD = 'shop/Bad no-privileged container "app": securityContext.privileged';

const python = preparePython();

if ('missing' in python) {
  console.warn(`The tests of a Python program were NOT run: ${python.missing}.`);
  test(`Python is not tested on this machine: ${python.missing}`, () => {
    expect(python.missing).not.toBe('');
  });
} else {
  describe('a program in Python', () => {
    let outcomes: Outcomes;
    let stderr: string;

    beforeAll(() => {
      const printed = python.run(path.join(__dirname, 'app.py'));
      outcomes = JSON.parse(printed.stdout);
      stderr = printed.stderr;
    });

    test.each(['clean', 'waived'])('that is %s is written, and given by every other path', app => {
      expect(PATHS.map(name => outcomes[app][name])).toEqual([
        { error: null, files: ['shop.k8s.yaml'] }, { error: null, files: [] }, { error: null, files: [] }, { error: null, files: [] },
      ]);
    });

    test('tells what was waived once for each output of the app, and nothing else', () => {
      expect(stderr).toBe(WAIVED + WAIVED);
    });

    test.each<[string, string, string, string[]]>([
      ['a raw object', 'raw', BAD_POD, PATHS],
      ['a workload of cdk8s-plus-28', 'plus', 'shop/Bad/Resource no-privileged container "main": securityContext.privileged', PATHS],
      ['an ApiObject that overrides to_json', 'object', BAD_POD, PATHS],
      ['a Chart that overrides to_json', 'chart', 'shop no-privileged container "app": securityContext.privileged', PATHS],
      ['an Aspect that patches', 'aspect', 'shop/Web/Resource no-privileged container "main": securityContext.privileged', PATHS],
      ['an App that overrides synth and synth_yaml', 'app', BAD_POD, PATHS.slice(0, 2)],
    ])('%s gets nothing privileged out', (_, app, told, paths) => {
      const privilegedIn = (error: string | null) => toldFindings(error ?? '').map(line => line.replace(/^HardeningError: /, '')).filter(line => line.includes(' no-privileged '));
      expect(paths.map(name => ({ ...outcomes[app][name], error: privilegedIn(outcomes[app][name].error) })))
        .toEqual(paths.map(() => ({ error: [told], files: [] })));
    });
  });
}
