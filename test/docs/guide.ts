import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const DOCS = path.join(__dirname, '../../docs');
/** What is made from the rules has a test of its own. */
const GENERATED = ['rules.md'];

/** What stands between two fences of a guide. */
export interface GuideBlock {
  /** Of what: `ts`, `yaml`; empty where the fence does not say. */
  readonly language: string;
  readonly text: string;
  /** The line of the guide that is its first one, from 1 on. */
  readonly line: number;
  /** The file that it is: the name in a comment on its first line, if there is one; otherwise a program is `main.ts`. */
  readonly file: string | undefined;
}

export interface Guide {
  /** As messages call it: `docs/waivers.md`. */
  readonly name: string;
  readonly blocks: readonly GuideBlock[];
  /** The places in the repository that it links to, from `docs/` on. */
  readonly links: readonly string[];
}

/** The guides that were written by hand. */
export function guides(): Guide[] {
  return readdirSync(DOCS)
    .filter(file => file.endsWith('.md') && !GENERATED.includes(file))
    .sort()
    .map(file => guideOf(`docs/${file}`, readFileSync(path.join(DOCS, file), 'utf8')));
}

/** @throws where a fence is not closed. */
export function guideOf(name: string, markdown: string): Guide {
  const lines = markdown.split('\n');
  const blocks: GuideBlock[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [, language] = /^```(\w*)/.exec(lines[i]) ?? [];
    if (language === undefined) continue;
    const end = lines.indexOf('```', i + 1);
    if (end < 0) throw new Error(`${name}:${i + 1}: this fence is not closed. Write three backticks on a line of their own.`);
    const text = lines.slice(i + 1, end).join('\n');
    blocks.push({ language, text, line: i + 2, file: fileOf(language, text) });
    i = end;
  }
  return { name, blocks, links: [...markdown.matchAll(/\]\(([^):]+)\)/g)].map(([, link]) => link) };
}

/** Whether a link leads to a file or folder, and to a heading of it where it names one. */
export function leadsSomewhere(link: string): boolean {
  const [file, heading] = link.split('#');
  const target = path.join(DOCS, file);
  if (!existsSync(target)) return false;
  if (heading === undefined) return true;
  return [...readFileSync(target, 'utf8').matchAll(/^#+ (.*)$/gm)].some(([, title]) => slugOf(title) === heading);
}

/** How a heading is called in a link to it. */
function slugOf(title: string): string {
  return title.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-');
}

function fileOf(language: string, text: string): string | undefined {
  const [, named] = /^(?:\/\/|#) ([\w.-]+\.\w+)$/m.exec(text.split('\n', 1)[0]) ?? [];
  return named ?? (language === 'ts' ? 'main.ts' : undefined);
}
