import * as clock from '../../src/clock/today';
import { waiverClock } from '../../src/clock/waiver-clock';

const props = { allowBackdating: false, howToAllow: 'say so' };

beforeEach(() => {
  jest.spyOn(clock, 'today').mockReturnValue('2026-11-22');
});

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.CDK8S_HARDENED_TODAY;
});

test('is today, unless somebody says otherwise', () => {
  expect(waiverClock(props)).toEqual({ today: '2026-11-22', isSet: false });
  process.env.CDK8S_HARDENED_TODAY = '';
  expect(waiverClock(props)).toEqual({ today: '2026-11-22', isSet: false });
});

test('is the day that was set in code or in the environment, from today on', () => {
  expect(waiverClock({ ...props, today: '2027-04-01' })).toEqual({ today: '2027-04-01', isSet: true });
  process.env.CDK8S_HARDENED_TODAY = '2026-11-22';
  expect(waiverClock(props)).toEqual({ today: '2026-11-22', isSet: true });
});

test('is a day of the past only with leave', () => {
  expect(() => waiverClock({ ...props, today: '2026-11-21' })).toThrow(new Error(
    'The day by which waivers expire is set back to 2026-11-21, and today is 2026-11-22: waivers that have expired since then would hold again. '
    + 'To rebuild an old commit, allow it: say so.',
  ));
  expect(waiverClock({ ...props, today: '2026-11-21', allowBackdating: true })).toEqual({ today: '2026-11-21', isSet: true, setBackFrom: '2026-11-22' });
});

test('set back by the environment is told as such', () => {
  process.env.CDK8S_HARDENED_TODAY = '2020-01-01';
  expect(() => waiverClock(props)).toThrow('The day by which waivers expire is set back to 2020-01-01 by CDK8S_HARDENED_TODAY, and today is 2026-11-22');
});

test('is no text that is no day', () => {
  process.env.CDK8S_HARDENED_TODAY = 'tomorrow';
  expect(() => waiverClock(props)).toThrow(new Error("CDK8S_HARDENED_TODAY: 'tomorrow' is not a day of the calendar. Write year, month and day as '2027-03-31'."));
});

test('is not set to two days', () => {
  process.env.CDK8S_HARDENED_TODAY = '2027-04-01';
  expect(waiverClock({ ...props, today: '2027-04-01' })).toEqual({ today: '2027-04-01', isSet: true });
  expect(() => waiverClock({ ...props, today: '2027-04-02' })).toThrow(new Error(
    'The day by which waivers expire is set to 2027-04-02 in code and to 2027-04-01 by CDK8S_HARDENED_TODAY. Keep one of the two.',
  ));
});
