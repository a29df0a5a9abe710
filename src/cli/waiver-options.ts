import { asInputError } from '../check/as-input-error';
import { InputError } from '../check/input-error';
import { ManifestCheckProps } from '../check/manifest-check-props';
import { waiverClock } from '../clock/waiver-clock';
import { nearest } from '../kubernetes/nearest';
import { checkedRuleIds } from '../rules/checked-rule-ids';
import { isoDate } from '../waivers/iso-date';
import { WaiverRequirements } from '../waivers/waiver-requirements';
import { Option, ReadOptions } from './options';

/** The options of a check that are about waivers. */
export const WAIVER_OPTIONS: { readonly [name: string]: Option } = {
  'waivers': { type: 'string' },
  'non-waivable': { type: 'string' },
  'waivers-need': { type: 'string' },
  'longest-waiver-days': { type: 'string' },
  'today': { type: 'string' },
  'allow-backdating': { type: 'boolean' },
};

const NEEDS = ['expires', 'ticket', 'owner'] as const;

/**
 * What they come to. What is wrong with them is told in the words of the command line, and not of the props.
 *
 * @throws InputError
 */
export function waiverProps(options: ReadOptions): ManifestCheckProps {
  const waivers = options.text('waivers');
  const today = options.text('today');
  const allowBackdating = options.isOn('allow-backdating');
  if (today !== undefined) asInputError(() => isoDate(today, '--today'));
  if (waivers !== undefined) asInputError(() => waiverClock({ today, setBy: 'by --today', allowBackdating, howToAllow: '--allow-backdating' }));
  const nonWaivable = namesIn(options, 'non-waivable');
  return {
    waivers,
    nonWaivable: asInputError(() => checkedRuleIds(nonWaivable, '--non-waivable')),
    waiverRequirements: { ...needsIn(options), ...longestIn(options) },
    today,
    allowBackdating,
  };
}

function needsIn(options: ReadOptions): WaiverRequirements {
  return Object.fromEntries(namesIn(options, 'waivers-need').map(name => {
    const need = NEEDS.find(one => one === name);
    if (need === undefined) throw new InputError(`--waivers-need: a waiver has no '${name}'${nearest(name, NEEDS)}: it can need ${NEEDS.join(', ')}`);
    return [need, true] as const;
  }));
}

function longestIn(options: ReadOptions): WaiverRequirements {
  const text = options.text('longest-waiver-days');
  if (text === undefined) return {};
  const longestDays = Number(text);
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InputError(`--longest-waiver-days: '${text}' is no number of days: write a whole number from 1 on`);
  return { longestDays };
}

/** The names in a list with commas. */
function namesIn(options: ReadOptions, option: string): string[] {
  const names = (options.text(option)?.split(',') ?? []).map(name => name.trim());
  if (names.includes('')) throw new InputError(`--${option}: a name is empty: write them with single commas between them`);
  return names;
}
