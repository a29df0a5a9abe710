import { readYaml } from '../kubernetes/yaml/read-yaml';
import { YamlError } from '../kubernetes/yaml/yaml-error';
import { Source } from '../source/source';
import { Waiver } from '../waivers/waiver';
import { FiledValue } from './filed-value';
import { InputError } from './input-error';
import { chunksOf, nameOfFile } from './manifest-files';
import { waiverOf } from './waiver-entry';

/** A waiver that was written in a file, and where. */
export interface FiledWaiver {
  readonly waiver: Waiver;
  /** The file as it was given, and the line where the entry starts. */
  readonly source: Source;
}

/** `$schema` is for editors. */
const FIELDS = ['waivers', '$schema'];
const EXAMPLE = '`waivers:` with a list below it';

/** What two waivers for the same may differ in. */
const SAYS = ['reason', 'expires', 'ticket', 'owner', 'optional'] as const;

/**
 * Reads waivers for manifests that were written by hand: one document of YAML or JSON, as `schema/waivers.schema.json` describes it.
 *
 * @throws InputError where the file cannot be read or is not such a document, at its first fault; the message is one line with file, line and field.
 */
export function readWaiversFile(file: string): readonly FiledWaiver[] {
  const document = documentIn(file);
  document.expectFields(FIELDS, EXAMPLE);
  document.field('$schema')?.text();
  const list = document.field('waivers') ?? document.fail(`lacks \`waivers\`: write ${EXAMPLE}`);
  const known = new Map<string, { readonly waiver: Waiver; readonly where: string }>();
  const filed: FiledWaiver[] = [];
  for (const entry of list.items('a list of entries, or as [] while there is none')) {
    const waiver = waiverOf(entry);
    const other = known.get(waiver._scopeKey);
    if (other !== undefined) entry.fail(twice(other.waiver, waiver, other.where));
    known.set(waiver._scopeKey, { waiver, where: `waivers[${filed.length}] at line ${entry.line}` });
    filed.push({ waiver, source: { file: nameOfFile(file), line: entry.line } });
  }
  return filed;
}

function documentIn(file: string): FiledValue {
  const name = nameOfFile(file);
  try {
    const [first, second] = readYaml(chunksOf(file));
    if (first === undefined) throw new InputError(`there is nothing in it: write ${EXAMPLE}`, { file: name });
    if (second !== undefined) throw new InputError('a second document starts here: a waivers file is one, with all waivers in one list', { file: name, line: second.line });
    return FiledValue.of(name, first);
  } catch (error) {
    if (error instanceof YamlError) throw new InputError(error.message, { file: name, line: error.line });
    throw error;
  }
}

function twice(one: Waiver, other: Waiver, where: string): string {
  const differing = SAYS.filter(field => one[field] !== other[field]);
  if (differing.length === 0) return `the same waiver twice, first as ${where}: remove one`;
  return `it is for the same as ${where}, and says otherwise in ${differing.join(', ')}: say it once`;
}
