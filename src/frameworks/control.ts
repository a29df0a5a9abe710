/** One control of a published framework, as the edition that is named states it. */
export interface Control {
  /** `pss:baseline/privileged`, `cis:5.2.2`: what reports and queries use. */
  readonly id: string;
  readonly framework: string;
  /** The edition, since numbers move between editions. */
  readonly version: string;
  readonly title: string;
  readonly source: string;
  /** What a terminal shows: `CIS 5.2.2`. */
  readonly label: string;
}

/** Makes the function by which rules name the controls of a framework; a misspelt key does not compile. */
export function framework<Key extends string>(
  facts: { readonly id: string; readonly name: string; readonly version: string; readonly source: string; readonly label: (key: string) => string },
  titles: Readonly<Record<Key, string>>,
): (key: Key) => Control {
  return key => ({
    id: `${facts.id}:${key}`,
    framework: facts.name,
    version: facts.version,
    title: titles[key],
    source: facts.source,
    label: facts.label(key),
  });
}
