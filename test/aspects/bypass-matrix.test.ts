import { followToTheEnd, SYNTH_PATHS, SynthPath } from '../synth/synth-paths';
import { Bypass, PRIVILEGED } from './bypass';
import { BYPASSES_BY_CODE } from './bypasses-by-code';
import { BYPASSES_BY_ORIGIN } from './bypasses-by-origin';
import { BYPASSES_BY_SHAPE } from './bypasses-by-shape';
import { cleanApp, judge } from './clean-app';
import { toldFindings } from './told-findings';

const BYPASSES = [...BYPASSES_BY_ORIGIN, ...BYPASSES_BY_SHAPE, ...BYPASSES_BY_CODE];
const SYNTH_YAML = SYNTH_PATHS.find(({ name }) => name === 'synthYaml')!;

function attempt(path: SynthPath, { smuggle, options, aspectLast }: Bypass, judged = true) {
  return followToTheEnd(path, props => {
    const clean = cleanApp({ ...options, props: { ...props, ...options?.props } });
    if (judged && !aspectLast) judge(clean.app);
    smuggle(clean);
    if (judged && aspectLast) judge(clean.app);
    return clean;
  });
}

function expectedOf({ told }: Bypass, { session }: SynthPath): readonly string[] {
  return 'session' in told ? told[session ? 'session' : 'net'] : told;
}

describe('the app that everything is smuggled into is clean', () => {
  test.each(SYNTH_PATHS)('by $name', path => {
    const build = (judged: boolean) => followToTheEnd(path, props => {
      const clean = cleanApp({ props });
      if (judged) judge(clean.app);
      return clean;
    });
    expect(build(true).report).toBe(undefined);
    expect(build(true)).toEqual(build(false));
  });
});

describe.each(BYPASSES)('$name', bypass => {
  test.each(SYNTH_PATHS)('does not get out by $name', path => {
    const expected = expectedOf(bypass, path);
    const { report, files, returned } = attempt(path, bypass);
    const told = report === undefined ? [] : toldFindings(report);
    expect(told.filter(line => bypass.rule === undefined || line.split(' ')[1] === bypass.rule).sort()).toEqual([...expected].sort());
    if (expected.length > 0) expect({ files, returned }).toEqual({ files: {}, returned: undefined });
    expect(JSON.stringify({ files, returned }).replace(/\\"/g, '"')).not.toMatch(PRIVILEGED);
  });
});

test.each(BYPASSES.filter(({ leaks }) => leaks))('$name gets out where nobody judges', bypass => {
  expect(attempt(SYNTH_YAML, bypass, false).returned).toMatch(bypass.leaks!);
});
