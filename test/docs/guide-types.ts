import * as path from 'node:path';
import * as ts from 'typescript';
import { Guide, GuideBlock } from './guide';

const ROOT = path.join(__dirname, '../..');
const LIBRARY = path.join(ROOT, 'src/index.ts');

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ['node'],
  paths: { 'cdk8s-hardened': [LIBRARY] },
};

/** A block as a file that is nowhere on disk. */
interface BlockFile {
  readonly guide: string;
  readonly block: GuideBlock;
}

/**
 * What TypeScript has to say of the programs of guides, as strictly as it can: `docs/waivers.md:42:7: Cannot find name 'App'.` They import the
 * library from its sources, and see the other files of their guide that stand before them.
 *
 * All of them are one program, which reads the library and what it builds on once.
 */
export function typeFaults(guides: readonly Guide[]): string[] {
  const files = new Map<string, BlockFile>();
  const asked: string[] = [];
  guides.forEach(({ name, blocks }, i) => {
    const known = new Map<string, GuideBlock>();
    blocks.filter(({ language }) => language === 'ts').forEach((block, j) => {
      known.set(block.file!, block);
      // A folder for each: of two `main.ts` none is the other's.
      const folder = path.join(ROOT, 'test/docs', `guide-${i}`, `block-${j}`);
      known.forEach((seen, file) => files.set(path.join(folder, file), { guide: name, block: seen }));
      asked.push(path.join(folder, block.file!));
    });
  });
  const program = ts.createProgram(asked, OPTIONS, hostWith(files));
  const sources = asked.map(file => program.getSourceFile(file)!);
  const faults = sources.flatMap(source => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]);
  return [
    ...program.getOptionsDiagnostics().map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    ...faults.map(fault => told(fault, files)),
  ];
}

function hostWith(files: ReadonlyMap<string, BlockFile>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const folders = new Set([...files.keys()].flatMap(file => [path.dirname(file), path.dirname(path.dirname(file))]));
  return {
    ...host,
    fileExists: file => files.has(path.normalize(file)) || host.fileExists(file),
    readFile: file => files.get(path.normalize(file))?.block.text ?? host.readFile(file),
    directoryExists: folder => folders.has(path.normalize(folder)) || host.directoryExists!(folder),
    getSourceFile: (file, version, onError, isNew) => {
      const text = files.get(path.normalize(file))?.block.text;
      return text === undefined ? host.getSourceFile(file, version, onError, isNew) : ts.createSourceFile(file, text, version);
    },
  };
}

function told({ file, start, messageText }: ts.Diagnostic, files: ReadonlyMap<string, BlockFile>): string {
  const { guide, block } = files.get(path.normalize(file!.fileName))!;
  const { line, character } = file!.getLineAndCharacterOfPosition(start!);
  return `${guide}:${block.line + line}:${character + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
