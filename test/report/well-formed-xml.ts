/** Tags, quoted attributes and text as XML 1.0 wants them. */
const CHARACTER = '(?:[\\x20\\n]|(?![&<>"\'])[!-~]|[\\u00a0-\\ud7ff\\ue000-\\ufffd]|[\\u{10000}-\\u{10ffff}]|&(?:amp|lt|gt|quot|#39);)';

export const WELL_FORMED_XML = new RegExp(`^<\\?xml version="1\\.0" encoding="UTF-8"\\?>(?:${CHARACTER}|</?[a-z-]+(?: [a-z]+="(?:(?!\\n)${CHARACTER})*")*/?>|[A-Za-z]+)*$`, 'iu');

const ENTITIES: { readonly [entity: string]: string } = { 'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', '#39': '\'' };

/** The text of an element or an attribute, as a reader of XML or HTML gets it. */
export function unescaped(markup: string): string {
  return markup.replace(/&(amp|lt|gt|quot|#39);/g, (_, entity: string) => ENTITIES[entity]);
}
