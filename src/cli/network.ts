import { InputError } from '../check/input-error';
import { nearest } from '../kubernetes/nearest';
import { Command } from './main';

/** Loaded when asked for. */
const COMMANDS: { readonly [name: string]: () => Command } = {
  list: () => require('./network-list').networkList,
  explain: () => require('./network-explain').networkExplain,
  exposure: () => require('./network-exposure').networkExposure,
  diff: () => require('./network-diff').networkDiff,
  draw: () => require('./network-draw').networkDraw,
  lock: () => require('./network-lock').networkLock,
};

/** `cdk8s-hardened network list|explain|exposure|diff|draw|lock …` */
export const network: Command = ([name, ...args], terminal) => {
  const names = Object.keys(COMMANDS);
  if (name === undefined) throw new InputError(`network needs to know what: cdk8s-hardened network list manifests/; there are ${names.join(', ')}`);
  if (!Object.hasOwn(COMMANDS, name)) throw new InputError(`there is no 'network ${name}'${nearest(name, names)}: there are ${names.join(', ')}`);
  return COMMANDS[name]()(args, terminal);
};
